import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { claimTickets, type TicketRow } from './claim-tickets.sql.ts';
import { deleteTicket } from './delete-ticket.sql.ts';
import { putOffTicket } from './put-off-ticket.sql.ts';
import { sweepTickets } from './sweep-tickets.sql.ts';

/** Requests as the job sees them: across tenants, under the worker role. */
@Injectable()
export class WaitingTickets {
  constructor(@Inject(Database) private readonly database: Database) {}

  claim(due: { now: Date; leaseEnd: Date; most: number }): Promise<TicketRow[]> {
    return this.database.asWorker((sql) => sql.query<TicketRow>(claimTickets, [due.now, due.leaseEnd, due.most]));
  }

  async putOff(tenantId: string, id: string, dueAt: Date): Promise<void> {
    await this.database.asWorker((sql) => sql.query(putOffTicket, [tenantId, id, dueAt]));
  }

  async delete(tenantId: string, id: string): Promise<void> {
    await this.database.asWorker((sql) => sql.query(deleteTicket, [tenantId, id]));
  }

  /** How many were given up. */
  async sweep(now: Date): Promise<number> {
    const dropped = await this.database.asWorker((sql) => sql.query(sweepTickets, [now]));
    return dropped.length;
  }
}

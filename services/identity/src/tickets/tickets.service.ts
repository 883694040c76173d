import type { CreatedTicket, CreateTicket, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { personOf } from '../users/person.policy.ts';
import { insertTicket } from './insert-ticket.sql.ts';
import { NoHelpDeskError, TooManyTicketsError } from './ticket.errors.ts';
import { Zendesk } from './zendesk.ts';

const HOUR_S = 3_600;
const PER_PERSON = 10;
const WEEK_MS = 7 * 86_400_000;

/** Takes requests for help. They are handed over by the job, so that a help desk that is away loses none. */
@Injectable()
export class TicketsService {
  readonly #limit = new RateLimiterMemory({ points: PER_PERSON, duration: HOUR_S });

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Zendesk) private readonly zendesk: Zendesk,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotAPersonError, NoHelpDeskError, TooManyTicketsError */
  async create(principal: Principal, { topic, subject, text }: CreateTicket): Promise<CreatedTicket> {
    const { tenantId, userId } = personOf(principal);
    if (!this.zendesk.isConfigured) throw new NoHelpDeskError();
    await this.#limit.consume(userId).catch((thrown: unknown) => {
      throw thrown instanceof RateLimiterRes ? new TooManyTicketsError(thrown.msBeforeNext) : thrown;
    });
    const id = newId('tkt');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + WEEK_MS);
    const values = [tenantId, id, userId, topic, subject, text, now, expiresAt];
    await this.database.withTenant(tenantId, (sql) => sql.query(insertTicket, values));
    return { id };
  }
}

import { Database } from '@ebbflow/persistence';
import { newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual, Not } from 'typeorm';
import { dropOldestSessions } from './drop-oldest-sessions.sql.ts';
import { type ListedSession, listSessions } from './list-sessions.sql.ts';
import { SessionEntity } from './session.entity.ts';

export interface NewSession {
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly expiresAt: Date;
  readonly endsAt: Date;
}

/** A person who never signs out and keeps signing in loses the oldest ones. */
const MOST_PER_PERSON = 50;

@Injectable()
export class SessionsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Also removes the user's sessions that are over: nobody needs them, and they tell when the person was active. */
  async insert(tenantId: string, session: NewSession, now: Date): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.delete(SessionEntity, { tenantId, userId: session.userId, expiresAt: LessThanOrEqual(now) });
      await sql.query(dropOldestSessions, [tenantId, session.userId, MOST_PER_PERSON - 1]);
      await manager.insert(SessionEntity, { tenantId, id: newId('ses'), createdAt: now, ...session });
    });
  }

  list(tenantId: string, userId: string, now: Date): Promise<ListedSession[]> {
    return this.database.withTenant(tenantId, (sql) => sql.query<ListedSession>(listSessions, [tenantId, userId, now]));
  }

  /** False when the person has no such session. */
  async deleteOwn(tenantId: string, userId: string, id: string): Promise<boolean> {
    const { affected } = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.delete(SessionEntity, { tenantId, userId, id }),
    );
    return affected === 1;
  }

  async deleteOthers(tenantId: string, userId: string, keptId: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) =>
      manager.delete(SessionEntity, { tenantId, userId, id: Not(keptId) }),
    );
  }

  async extend(tenantId: string, id: string, expiresAt: Date): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(SessionEntity, { tenantId, id }, { expiresAt }),
    );
  }

  async delete(tenantId: string, id: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) => manager.delete(SessionEntity, { tenantId, id }));
  }
}

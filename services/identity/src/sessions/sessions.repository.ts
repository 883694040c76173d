import { Database, type SqlClient } from '@ebbflow/persistence';
import { newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual, Not } from 'typeorm';
import type { AuditFacts, NewAuditEntry } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { assertPasswordIs } from '../users/assert-password-is.ts';
import type { Person } from '../users/person.policy.ts';
import { dropOldestSessions } from './drop-oldest-sessions.sql.ts';
import { findProof } from './find-proof.sql.ts';
import { type ListedSession, listSessions } from './list-sessions.sql.ts';
import { SessionEntity } from './session.entity.ts';

export interface NewSession {
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly provenAt: Date;
  readonly expiresAt: Date;
  readonly endsAt: Date;
}

/** A person who never signs out and keeps signing in loses the oldest ones. */
const MOST_PER_PERSON = 50;

@Injectable()
export class SessionsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /**
   * Also removes the user's sessions that are over: nobody needs them, and they tell when the person was active.
   * @throws BadCredentialsError when `passwordHash` is given and is not the user's any more
   */
  async insert(
    tenantId: string,
    session: NewSession,
    begun: { now: Date; method: string; clientIp?: string; passwordHash?: string | undefined },
  ): Promise<void> {
    const { now, method, clientIp, passwordHash } = begun;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await assertPasswordIs(sql, { tenantId, userId: session.userId }, passwordHash);
      await manager.delete(SessionEntity, { tenantId, userId: session.userId, expiresAt: LessThanOrEqual(now) });
      await sql.query(dropOldestSessions, [tenantId, session.userId, MOST_PER_PERSON - 1]);
      const id = newId('ses');
      await manager.insert(SessionEntity, { tenantId, id, createdAt: now, ...session });
      const more = { id, facts: { method }, ...(clientIp === undefined ? {} : { clientIp }) };
      await this.#log(sql, { tenantId, userId: session.userId }, 'session.began', more);
    });
  }

  list(tenantId: string, userId: string, now: Date): Promise<ListedSession[]> {
    return this.database.withTenant(tenantId, (sql) => sql.query<ListedSession>(listSessions, [tenantId, userId, now]));
  }

  /** False when the person has no such session. */
  async deleteOwn(tenantId: string, userId: string, id: string): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(SessionEntity, { tenantId, userId, id });
      if (affected !== 1) return false;
      await this.#log(sql, { tenantId, userId }, 'session.ended', { id });
      return true;
    });
  }

  async deleteOthers(tenantId: string, userId: string, keptId: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.delete(SessionEntity, { tenantId, userId, id: Not(keptId) });
      await this.#log(sql, { tenantId, userId }, 'session.ended-others', { id: keptId });
    });
  }

  async extend(tenantId: string, id: string, expiresAt: Date): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(SessionEntity, { tenantId, id }, { expiresAt }),
    );
  }

  /** Undefined when the person has no such session. */
  async findProof(tenantId: string, userId: string, id: string): Promise<Date | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ proven_at: Date }>(findProof, [tenantId, userId, id]),
    );
    return row?.proven_at;
  }

  /** The same session under another token. False when it is over. */
  async renew(
    tenantId: string,
    id: string,
    to: Pick<NewSession, 'tokenHash' | 'provenAt' | 'expiresAt'>,
  ): Promise<boolean> {
    const { affected } = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(SessionEntity, { tenantId, id }, to),
    );
    return affected === 1;
  }

  async delete(tenantId: string, id: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) => manager.delete(SessionEntity, { tenantId, id }));
  }

  async #log(
    sql: SqlClient,
    { tenantId, userId }: Person,
    action: NewAuditEntry['action'],
    { id, facts = {}, clientIp }: { id: string; facts?: AuditFacts; clientIp?: string },
  ): Promise<void> {
    const actor = { kind: 'user', id: userId } as const;
    const personal = clientIp === undefined ? {} : { personal: { subjectId: userId, facts: { clientIp } } };
    await this.audit.append(sql, { tenantId, actor, action, object: { kind: 'session', id }, facts, ...personal });
  }
}

import type { CurrentSession, OwnSession, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { SessionNotFoundError } from '../identity.errors.ts';
import { personOf } from '../users/person.policy.ts';
import type { ListedSession } from './list-sessions.sql.ts';
import { SessionConfig } from './session.config.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** A person looks at and ends sessions of the person's own. */
@Injectable()
export class OwnSessionsService {
  constructor(
    @Inject(SessionsRepository) private readonly sessions: SessionsRepository,
    @Inject(SessionConfig) private readonly config: SessionConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotAPersonError */
  async list(principal: Principal): Promise<OwnSession[]> {
    const { tenantId, userId } = personOf(principal);
    const rows = await this.sessions.list(tenantId, userId, this.clock.now());
    return rows.map((row) => this.#shown(row, principal));
  }

  /** @throws NotAPersonError, SessionNotFoundError */
  async current(principal: Principal): Promise<CurrentSession> {
    const session = (await this.list(principal)).find(({ isCurrent }) => isCurrent);
    if (session === undefined) throw new SessionNotFoundError();
    const leftMs = Date.parse(session.expiresAt) - this.clock.nowMs();
    return { ...session, secondsLeft: Math.max(0, Math.floor(leftMs / 1_000)) };
  }

  /** @throws NotAPersonError, SessionNotFoundError */
  async end(principal: Principal, sessionId: string): Promise<void> {
    const { tenantId, userId } = personOf(principal);
    if (!(await this.sessions.deleteOwn(tenantId, userId, sessionId))) throw new SessionNotFoundError();
  }

  /** Ends all but the one that asks. @throws NotAPersonError */
  async endOthers(principal: Principal): Promise<void> {
    const { tenantId, userId } = personOf(principal);
    await this.sessions.deleteOthers(tenantId, userId, principal.sessionId ?? '');
  }

  #shown(row: ListedSession, principal: Principal): OwnSession {
    return {
      id: row.id,
      isCurrent: row.id === principal.sessionId,
      signedInAt: row.created_at.toISOString(),
      lastUsedAt: new Date(
        Math.max(row.expires_at.getTime() - this.config.idleTime.milliseconds, row.created_at.getTime()),
      ).toISOString(),
      expiresAt: row.expires_at.toISOString(),
      endsAt: row.ends_at.toISOString(),
    };
  }
}

import { CLOCK, type Clock, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { UnknownTokenError } from '../identity.errors.ts';
import { hashOpaqueToken, newOpaqueToken } from '../opaque-token.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import type { SessionRow } from './find-session.sql.ts';
import { SessionConfig } from './session.config.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** An extension shorter than this is not written: a page asks several times a second, and each write is a commit. */
const EXTEND_STEP_MS = 10_000;

export interface SessionBeginning {
  readonly method: 'password' | 'second-factor' | 'passkey' | 'provider';
  /** Whether the person proved it here and now; a provider may have let the person in days ago. */
  readonly isProof: boolean;
  /** The hash the password was compared with, where it was: once there is another password, there is no session by the old one. */
  readonly passwordHash?: string | undefined;
  /** From where, as the edge sees it; for the audit log. */
  readonly clientIp?: string;
}

export const BY_PASSWORD: SessionBeginning = { method: 'password', isProof: true };

@Injectable()
export class SessionsService {
  constructor(
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(SessionsRepository) private readonly sessions: SessionsRepository,
    @Inject(SessionConfig) private readonly config: SessionConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Always a new token, so that one planted before sign-in is worth nothing after it.
   * @param how by default with the password, just now, which opens what is delicate for five minutes
   * @throws BadCredentialsError when there is another password since
   */
  async begin(
    tenantId: string,
    userId: string,
    how: SessionBeginning = BY_PASSWORD,
  ): Promise<{ token: Secret; expiresAt: Date }> {
    const { token, hash } = newOpaqueToken('ebs');
    const nowMs = this.clock.nowMs();
    const expiresAt = new Date(nowMs + this.config.idleTime.milliseconds);
    const endsAt = new Date(nowMs + this.config.longestTime.milliseconds);
    const provenAt = new Date(how.isProof ? nowMs : 0);
    const session = { userId, tokenHash: hash, provenAt, expiresAt, endsAt };
    await this.sessions.insert(tenantId, session, { now: this.clock.now(), ...how });
    return { token, expiresAt };
  }

  /** After a proof the session goes on under a new token, to its old end at most. @throws UnknownTokenError */
  async renew(session: SessionRow): Promise<{ token: Secret; expiresAt: Date }> {
    const { token, hash } = newOpaqueToken('ebs');
    const nowMs = this.clock.nowMs();
    const expiresAt = new Date(Math.min(nowMs + this.config.idleTime.milliseconds, session.ends_at.getTime()));
    const to = { tokenHash: hash, provenAt: new Date(nowMs), expiresAt };
    if (!(await this.sessions.renew(session.tenant_id, session.id, to))) throw new UnknownTokenError();
    return { token, expiresAt };
  }

  /** The session behind a token, as it is. Undefined when there is none (any more). */
  find(token: string): Promise<SessionRow | undefined> {
    return this.directory.ofSession(hashOpaqueToken(token), this.clock.now());
  }

  /** The session behind a token, and its idle time starts again. Undefined when there is none (any more). */
  async use(token: string): Promise<SessionRow | undefined> {
    const session = await this.find(token);
    if (session === undefined) return undefined;
    const expiresAtMs = Math.min(this.clock.nowMs() + this.config.idleTime.milliseconds, session.ends_at.getTime());
    if (expiresAtMs - session.expires_at.getTime() >= EXTEND_STEP_MS) {
      await this.sessions.extend(session.tenant_id, session.id, new Date(expiresAtMs));
    }
    return session;
  }

  async end(token: string): Promise<void> {
    const session = await this.find(token);
    if (session !== undefined) await this.sessions.delete(session.tenant_id, session.id);
  }
}

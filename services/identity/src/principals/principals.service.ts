import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { UnknownTokenError } from '../identity.errors.ts';
import { hashOpaqueToken } from '../opaque-token.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { scopesOf } from '../users/role-scopes.policy.ts';

/** Says who is behind a session or an API token; the only place where a token becomes a principal. */
@Injectable()
export class PrincipalsService {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `isPassive`: nobody does anything, something is only shown. @throws UnknownTokenError */
  async ofSession(token: string, isPassive = false): Promise<Principal> {
    const session = await (isPassive ? this.sessions.find(token) : this.sessions.use(token));
    if (session === undefined) throw new UnknownTokenError();
    const { tenant_id: organisationId, user_id: userId, id: sessionId } = session;
    return { organisationId, userId, scopes: scopesOf(session.role), kind: 'user', sessionId };
  }

  /** @throws UnknownTokenError */
  async ofApiToken(token: string): Promise<Principal> {
    const row = await this.directory.ofApiToken(hashOpaqueToken(token), this.clock.now());
    if (row === undefined) throw new UnknownTokenError();
    return { organisationId: row.tenant_id, userId: null, scopes: row.scopes, kind: 'api-token' };
  }
}

import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ApiTokensRepository } from '../api-tokens/api-tokens.repository.ts';
import { UnknownTokenError } from '../identity.errors.ts';
import { hashOpaqueToken } from '../opaque-token.ts';
import { NoticeAcceptances } from '../notice/notice-acceptances.ts';
import { limitedTo, type Rights, rightsOf } from '../roles/rights.policy.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';

/** A use is written down this often: each writing is a commit. */
const TOUCH_STEP_MS = 60_000;

/** Says who is behind a session or an API token; the only place where a token becomes a principal. */
@Injectable()
export class PrincipalsService {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(ApiTokensRepository) private readonly apiTokens: ApiTokensRepository,
    @Inject(NoticeAcceptances) private readonly acceptances: NoticeAcceptances,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `isPassive`: nobody does anything, something is only shown. @throws UnknownTokenError */
  async ofSession(token: string, isPassive = false): Promise<Principal> {
    const session = await (isPassive ? this.sessions.find(token) : this.sessions.use(token));
    if (session === undefined) throw new UnknownTokenError();
    const { tenant_id: home, organisation_id: current, user_id: userId, id: sessionId } = session;
    const organisationId = current ?? home;
    if (!isPassive) await this.acceptances.noteUse({ tenantId: home, userId });
    return {
      ...{ organisationId, userId, ...claimsOf(rightsOf(session)), kind: 'user', sessionId },
      ...(organisationId === home ? {} : { homeOrganisationId: home }),
    };
  }

  /** @throws UnknownTokenError */
  async ofApiToken(token: string): Promise<Principal> {
    const now = this.clock.now();
    const row = await this.directory.ofApiToken(hashOpaqueToken(token), now);
    if (row === undefined) throw new UnknownTokenError();
    const { tenant_id: organisationId, id: apiTokenId, last_used_at: lastUsedAt } = row;
    if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= TOUCH_STEP_MS)
      await this.apiTokens.touch(organisationId, apiTokenId, now);
    const rights = row.user_id === null ? { scopes: row.scopes, teams: [] } : limitedTo(row.scopes, rightsOf(row));
    return { organisationId, userId: null, ...claimsOf(rights), kind: 'api-token', apiTokenId };
  }
}

/** Teams are named only where there are any, for each is in every token between services. */
function claimsOf({ scopes, teams }: Rights): Pick<Principal, 'scopes' | 'teams'> {
  return { scopes, ...(teams.length === 0 ? {} : { teams }) };
}

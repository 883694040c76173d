import type { ApiToken, CreateApiToken, CreatedApiToken, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { BeyondOwnRightsError } from '../organisations/organisation.errors.ts';
import { holdsSomewhere } from '../roles/rights.policy.ts';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { personOf } from '../users/person.policy.ts';
import type { ApiTokenEntity } from './api-token.entity.ts';
import { ApiTokenNotFoundError } from './api-tokens.errors.ts';
import { ApiTokensRepository, type TokenHolder } from './api-tokens.repository.ts';

const DAY_MS = 86_400_000;

/** A person's tokens in the organisation that is worked in. */
@Injectable()
export class ApiTokensService {
  constructor(
    @Inject(ApiTokensRepository) private readonly tokens: ApiTokensRepository,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotAPersonError */
  async list(principal: Principal, prefix: string | undefined): Promise<ApiToken[]> {
    return (await this.tokens.list(holderOf(principal), prefix)).map(toApiToken);
  }

  /** What is shown is worth a password, and asks for one. @throws NotAPersonError, BeyondOwnRightsError, ProofNeededError, TooManyApiTokensError */
  async create(principal: Principal, { name, scopes, expiresInDays }: CreateApiToken): Promise<CreatedApiToken> {
    const holder = holderOf(principal);
    if (!holdsSomewhere(principal, scopes)) throw new BeyondOwnRightsError();
    await this.proof.demand(principal);
    const expiresAt = new Date(this.clock.nowMs() + expiresInDays * DAY_MS);
    const { token, stored } = await this.tokens.insert(holder, { name, scopes: [...new Set(scopes)], expiresAt });
    return { ...toApiToken(stored), token: token.reveal() };
  }

  /** @throws NotAPersonError, ApiTokenNotFoundError */
  async revoke(principal: Principal, id: string): Promise<void> {
    const holder = holderOf(principal);
    if (!isId('tok', id) || !(await this.tokens.delete(holder, id))) throw new ApiTokenNotFoundError();
  }
}

function holderOf(principal: Principal): TokenHolder {
  return { tenantId: principal.organisationId, userId: personOf(principal).userId };
}

function toApiToken({ id, name, prefix, scopes, ...times }: ApiTokenEntity): ApiToken {
  const createdAt = times.createdAt.toISOString();
  const expiresAt = times.expiresAt?.toISOString() ?? null;
  return { id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt: times.lastUsedAt?.toISOString() ?? null };
}

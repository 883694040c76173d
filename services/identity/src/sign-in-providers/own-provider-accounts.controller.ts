import { type Principal, type ProviderAccountList, providerAccountListSchema } from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param } from '@nestjs/common';
import { ProviderAccountNotFoundError } from '../identity.errors.ts';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { personOf } from '../users/person.policy.ts';
import { ProviderAccountsRepository } from './provider-accounts.repository.ts';

@Controller('v1/me/provider-accounts')
export class OwnProviderAccountsController {
  constructor(
    @Inject(ProviderAccountsRepository) private readonly accounts: ProviderAccountsRepository,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
  ) {}

  @Requires('me:read')
  @Answers(providerAccountListSchema)
  @Get()
  async list(@CurrentPrincipal() principal: Principal): Promise<ProviderAccountList> {
    const rows = await this.accounts.list(personOf(principal));
    const items = rows.map(({ id, provider, createdAt }) => ({ id, provider, linkedAt: createdAt.toISOString() }));
    return { items, nextCursor: null };
  }

  @Requires('me:write')
  @AnswersNothing()
  @Delete(':accountId')
  @HttpCode(204)
  async remove(@CurrentPrincipal() principal: Principal, @Param('accountId') id: string): Promise<void> {
    if (!(await this.accounts.remove(await this.proof.demand(principal), id))) throw new ProviderAccountNotFoundError();
  }
}

import { type Me, type Principal, meSchema } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, mayEverywhere, Requires } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { OrganisationsRepository } from '../organisations/organisations.repository.ts';
import { UsersRepository } from './users.repository.ts';

@Controller('v1/me')
export class MeController {
  constructor(
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
  ) {}

  @Requires('me:read')
  @Answers(meSchema)
  @Get()
  async read(@CurrentPrincipal() principal: Principal): Promise<Me> {
    const { organisationId, userId, scopes, kind, homeOrganisationId: home = organisationId } = principal;
    const email = userId === null ? undefined : await this.users.findEmail(home, userId);
    return {
      organisationId,
      userId,
      scopes,
      kind,
      // Whoever is no member any more is not told how it is called now.
      organisationName: mayEverywhere(principal, 'organisation:read')
        ? await this.organisations.getName(organisationId)
        : '',
      // The person's own address, shown to the person: the one place where it leaves identity.
      email: email?.reveal() ?? null,
    };
  }
}

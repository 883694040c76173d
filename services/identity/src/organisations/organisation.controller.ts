import { type Organisation, organisationSchema, type Principal, updateOrganisationSchema } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Headers, Inject, Patch } from '@nestjs/common';
import type { z } from 'zod';
import type { OrganisationEntity } from './organisation.entity.ts';
import { OrganisationsRepository } from './organisations.repository.ts';
import { readRevision } from './revision-tag.policy.ts';
import { TaggedByRevision } from './tagged-by-revision.ts';

/** The organisation that is worked in. */
@Controller('v1/organisation')
export class OrganisationController {
  constructor(@Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository) {}

  @Requires('organisation:read')
  @Answers(organisationSchema)
  @TaggedByRevision()
  @Get()
  async get(@CurrentPrincipal() { organisationId }: Principal): Promise<Organisation> {
    return toOrganisation(await this.organisations.get(organisationId));
  }

  @Requires('organisation:write')
  @Answers(organisationSchema)
  @TaggedByRevision()
  @Patch()
  async rename(
    @CurrentPrincipal() principal: Principal,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateOrganisationSchema) { name }: z.infer<typeof updateOrganisationSchema>,
  ): Promise<Organisation> {
    return toOrganisation(await this.organisations.rename(principal, readRevision(ifMatch), name));
  }
}

function toOrganisation({ tenantId: id, name, revision, createdAt }: OrganisationEntity): Organisation {
  return { id, name, revision, createdAt: createdAt.toISOString() };
}

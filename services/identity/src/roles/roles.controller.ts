import {
  type CreateRole,
  createRoleSchema,
  type Principal,
  type Role,
  type RoleList,
  roleListSchema,
  roleSchema,
  type UpdateRole,
  updateRoleSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';

import { readRevision } from '../organisations/revision-tag.policy.ts';
import { TaggedByRevision } from '../organisations/tagged-by-revision.ts';
import { RolesService } from './roles.service.ts';

@Controller('v1/roles')
export class RolesController {
  constructor(@Inject(RolesService) private readonly roles: RolesService) {}

  @Requires('roles:read')
  @Answers(roleListSchema)
  @Get()
  async list(@CurrentPrincipal() { organisationId }: Principal): Promise<RoleList> {
    return { items: await this.roles.list(organisationId), nextCursor: null };
  }

  @Requires('roles:write')
  @Answers(roleSchema)
  @TaggedByRevision()
  @Post()
  create(@CurrentPrincipal() principal: Principal, @ZodBody(createRoleSchema) role: CreateRole): Promise<Role> {
    return this.roles.create(principal, role);
  }

  @Requires('roles:write')
  @Answers(roleSchema)
  @TaggedByRevision()
  @Patch(':roleId')
  update(
    @CurrentPrincipal() principal: Principal,
    @Param('roleId') roleId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateRoleSchema) patch: UpdateRole,
  ): Promise<Role> {
    return this.roles.update(principal, roleId, readRevision(ifMatch), patch);
  }

  @Requires('roles:write')
  @AnswersNothing()
  @Delete(':roleId')
  @HttpCode(204)
  delete(@CurrentPrincipal() principal: Principal, @Param('roleId') roleId: string): Promise<void> {
    return this.roles.delete(principal, roleId);
  }
}

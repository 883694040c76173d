import { ApiTokensController } from './api-tokens/api-tokens.controller.ts';
import { ApiTokensRepository } from './api-tokens/api-tokens.repository.ts';
import { ApiTokensService } from './api-tokens/api-tokens.service.ts';
import { InvitationEntity } from './invitations/invitation.entity.ts';
import { InvitationMail } from './invitations/invitation-mail.ts';
import { InvitationsController } from './invitations/invitations.controller.ts';
import { InvitationsRepository } from './invitations/invitations.repository.ts';
import { InvitationsService } from './invitations/invitations.service.ts';
import { InvitedController } from './invitations/invited.controller.ts';
import { InvitedService } from './invitations/invited.service.ts';
import { NewcomerService } from './invitations/newcomer.service.ts';
import { MemberDirectory } from './members/member-directory.ts';
import { MembersController } from './members/members.controller.ts';
import { MembersRepository } from './members/members.repository.ts';
import { MembersService } from './members/members.service.ts';
import { OrganisationController } from './organisations/organisation.controller.ts';
import { OwnOrganisationsController } from './organisations/own-organisations.controller.ts';
import { OwnOrganisationsService } from './organisations/own-organisations.service.ts';
import { OwnershipMail } from './ownership/ownership-mail.ts';
import { OwnershipTransferEntity } from './ownership/ownership-transfer.entity.ts';
import { OwnershipController } from './ownership/ownership.controller.ts';
import { OwnershipRepository } from './ownership/ownership.repository.ts';
import { RoleEntity } from './roles/role.entity.ts';
import { RolesController } from './roles/roles.controller.ts';
import { RolesRepository } from './roles/roles.repository.ts';
import { RolesService } from './roles/roles.service.ts';
import { IdentityObjectTeams } from './teams/identity-object-teams.ts';
import { TeamEntity } from './teams/team.entity.ts';
import { TeamMemberEntity } from './teams/team-member.entity.ts';
import { TeamMembersController } from './teams/team-members.controller.ts';
import { TeamMembersRepository } from './teams/team-members.repository.ts';
import { TeamsController } from './teams/teams.controller.ts';
import { TeamsRepository } from './teams/teams.repository.ts';
import { TeamsService } from './teams/teams.service.ts';

/** Who belongs to what and may do what there: organisations, teams, roles, invitations, ownership, API tokens. */
export const ACCESS_ENTITIES = [RoleEntity, TeamEntity, TeamMemberEntity, InvitationEntity, OwnershipTransferEntity];

export const ACCESS_CONTROLLERS = [
  OrganisationController,
  OwnOrganisationsController,
  RolesController,
  MembersController,
  TeamsController,
  TeamMembersController,
  InvitationsController,
  InvitedController,
  OwnershipController,
  ApiTokensController,
];

export const ACCESS_PROVIDERS = [
  MemberDirectory,
  MembersRepository,
  MembersService,
  OwnOrganisationsService,
  RolesRepository,
  RolesService,
  TeamsRepository,
  TeamMembersRepository,
  TeamsService,
  IdentityObjectTeams,
  InvitationsRepository,
  InvitationsService,
  InvitedService,
  NewcomerService,
  InvitationMail,
  OwnershipRepository,
  OwnershipMail,
  ApiTokensRepository,
  ApiTokensService,
];

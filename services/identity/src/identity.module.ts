import { PersistenceModule } from '@ebbflow/persistence';
import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { ApiTokenEntity } from './api-tokens/api-token.entity.ts';
import { ApiTokensRepository } from './api-tokens/api-tokens.repository.ts';
import { BootstrapService } from './organisations/bootstrap.service.ts';
import { OrganisationEntity } from './organisations/organisation.entity.ts';
import { OrganisationsController } from './organisations/organisations.controller.ts';
import { OrganisationsRepository } from './organisations/organisations.repository.ts';
import { PasswordChangeController } from './passwords/password-change.controller.ts';
import { PasswordChangeService } from './passwords/password-change.service.ts';
import { PasswordConfig } from './passwords/password.config.ts';
import { PasswordsService } from './passwords/passwords.service.ts';
import { PrincipalsController } from './principals/principals.controller.ts';
import { PrincipalsService } from './principals/principals.service.ts';
import { OwnSessionsController } from './sessions/own-sessions.controller.ts';
import { OwnSessionsService } from './sessions/own-sessions.service.ts';
import { SessionConfig } from './sessions/session.config.ts';
import { SessionEntity } from './sessions/session.entity.ts';
import { SessionsController } from './sessions/sessions.controller.ts';
import { SessionsRepository } from './sessions/sessions.repository.ts';
import { SessionsService } from './sessions/sessions.service.ts';
import { SignInService } from './sessions/sign-in.service.ts';
import { SignInThrottle } from './sessions/sign-in-throttle.ts';
import { RedemptionService } from './setup-links/redemption.service.ts';
import { SetupLinkConfig } from './setup-links/setup-link.config.ts';
import { SetupLinkEntity } from './setup-links/setup-link.entity.ts';
import { SetupLinksController } from './setup-links/setup-links.controller.ts';
import { SetupLinksRepository } from './setup-links/setup-links.repository.ts';
import { SetupLinksService } from './setup-links/setup-links.service.ts';
import { TenantDirectory } from './tenant-directory.ts';
import { MeController } from './users/me.controller.ts';
import { MembershipEntity } from './users/membership.entity.ts';
import { UserEntity } from './users/user.entity.ts';
import { UsersRepository } from './users/users.repository.ts';

const ENTITIES = [OrganisationEntity, UserEntity, MembershipEntity, ApiTokenEntity, SessionEntity, SetupLinkEntity];

@Module({
  imports: [PersistenceModule.forService({ schema: 'identity', entities: ENTITIES })],
  controllers: [
    OrganisationsController,
    SessionsController,
    PrincipalsController,
    SetupLinksController,
    MeController,
    OwnSessionsController,
    PasswordChangeController,
  ],
  providers: [
    provideConfig(PasswordConfig),
    provideConfig(SessionConfig),
    provideConfig(SetupLinkConfig),
    TenantDirectory,
    OrganisationsRepository,
    UsersRepository,
    ApiTokensRepository,
    SessionsRepository,
    SetupLinksRepository,
    PasswordsService,
    SignInThrottle,
    SignInService,
    SessionsService,
    OwnSessionsService,
    PasswordChangeService,
    PrincipalsService,
    SetupLinksService,
    RedemptionService,
    BootstrapService,
  ],
})
export class IdentityModule {}

import { MessagingModule } from '@ebbflow/messaging';
import { PersistenceModule } from '@ebbflow/persistence';
import { ErasureModule } from '@ebbflow/service-host/erasure';
import { provideConfig, ServiceKeysConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { IDENTITY_ERASURE_MAP } from './erasure/identity-erasure-map.ts';
import { ACCESS_CONTROLLERS, ACCESS_ENTITIES, ACCESS_PROVIDERS } from './access-parts.ts';
import {
  ACCOUNTABILITY_CONTROLLERS,
  ACCOUNTABILITY_ENTITIES,
  ACCOUNTABILITY_PROVIDERS,
} from './accountability-parts.ts';
import { ApiTokenEntity } from './api-tokens/api-token.entity.ts';
import { AUDIT_ENTITIES, AuditModule } from './audit/audit.module.ts';
import { BILLING_CONTROLLERS, BILLING_ENTITIES, BILLING_PROVIDERS } from './billing-parts.ts';
import { LinkConfig } from './links/link.config.ts';
import { LinkThrottle } from './links/link-throttle.ts';
import { LinkTokens } from './links/link-tokens.ts';
import { LinksSweepJob } from './links/links-sweep.job.ts';
import { BootstrapService } from './organisations/bootstrap.service.ts';
import { MAIL_CONTROLLERS, MAIL_ENTITIES, MAIL_PROVIDERS } from './mail-parts.ts';
import { OUTREACH_CONTROLLERS, OUTREACH_ENTITIES, OUTREACH_PROVIDERS } from './outreach-parts.ts';
import { OrganisationEntity } from './organisations/organisation.entity.ts';
import { OrganisationsController } from './organisations/organisations.controller.ts';
import { StaffController } from './organisations/staff.controller.ts';
import { OrganisationsRepository } from './organisations/organisations.repository.ts';
import { PartitionsController } from './partitions/partitions.controller.ts';
import { PartitionsService } from './partitions/partitions.service.ts';
import { PasswordResetEntity } from './password-resets/password-reset.entity.ts';
import { PasswordResetsController } from './password-resets/password-resets.controller.ts';
import { PasswordResetsRepository } from './password-resets/password-resets.repository.ts';
import { PasswordResetsService } from './password-resets/password-resets.service.ts';
import { PasswordChangeController } from './passwords/password-change.controller.ts';
import { PasswordChangeService } from './passwords/password-change.service.ts';
import { PasswordConfig } from './passwords/password.config.ts';
import { PasswordsService } from './passwords/passwords.service.ts';
import { PayloadKeysModule } from './payload-keys.module.ts';
import { PrincipalsController } from './principals/principals.controller.ts';
import { PrincipalsService } from './principals/principals.service.ts';
import { ConfirmationService } from './registration/confirmation.service.ts';
import { RegistrationEntity } from './registration/registration.entity.ts';
import { RegistrationService } from './registration/registration.service.ts';
import { RegistrationsController } from './registration/registrations.controller.ts';
import { RegistrationsRepository } from './registration/registrations.repository.ts';
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
import { SIGN_IN_CONTROLLERS, SIGN_IN_ENTITIES, SIGN_IN_PROVIDERS } from './sign-in-parts.ts';
import { RestrictionModule } from './restriction/restriction.module.ts';
import { SUBJECT_CONTROLLERS, SUBJECT_ENTITIES, SUBJECT_PROVIDERS } from './subject-parts.ts';
import { TenantDirectory } from './tenant-directory.ts';
import { MeController } from './users/me.controller.ts';
import { MembershipEntity } from './users/membership.entity.ts';
import { UsageInformationModule, USAGE_INFORMATION_ENTITIES } from './usage-information/usage-information.module.ts';
import { UserEntity } from './users/user.entity.ts';
import { UsersRepository } from './users/users.repository.ts';

const ENTITIES = [
  OrganisationEntity,
  UserEntity,
  MembershipEntity,
  ApiTokenEntity,
  SessionEntity,
  SetupLinkEntity,
  RegistrationEntity,
  PasswordResetEntity,
  ...ACCESS_ENTITIES,
  ...MAIL_ENTITIES,
  ...BILLING_ENTITIES,
  ...OUTREACH_ENTITIES,
  ...AUDIT_ENTITIES,
  ...ACCOUNTABILITY_ENTITIES,
  ...USAGE_INFORMATION_ENTITIES,
  ...SIGN_IN_ENTITIES,
  ...SUBJECT_ENTITIES,
];

@Module({
  imports: [
    PersistenceModule.forService({ schema: 'identity', entities: ENTITIES }),
    PayloadKeysModule,
    MessagingModule.forService({ schema: 'identity', outbox: true }),
    ErasureModule.forService({ service: 'identity', map: IDENTITY_ERASURE_MAP }),
    AuditModule,
    RestrictionModule,
    UsageInformationModule,
  ],
  controllers: [
    ...SIGN_IN_CONTROLLERS,
    PartitionsController,
    ...ACCOUNTABILITY_CONTROLLERS,
    OrganisationsController,
    StaffController,
    ...ACCESS_CONTROLLERS,
    SessionsController,
    PrincipalsController,
    SetupLinksController,
    MeController,
    OwnSessionsController,
    PasswordChangeController,
    RegistrationsController,
    PasswordResetsController,
    ...MAIL_CONTROLLERS,
    ...BILLING_CONTROLLERS,
    ...OUTREACH_CONTROLLERS,
    ...SUBJECT_CONTROLLERS,
  ],
  providers: [
    ...SIGN_IN_PROVIDERS,
    provideConfig(PasswordConfig),
    provideConfig(SessionConfig),
    provideConfig(SetupLinkConfig),
    provideConfig(LinkConfig),
    provideConfig(ServiceKeysConfig),
    PartitionsService,
    ...ACCOUNTABILITY_PROVIDERS,
    LinkTokens,
    LinkThrottle,
    LinksSweepJob,
    ...MAIL_PROVIDERS,
    ...BILLING_PROVIDERS,
    ...OUTREACH_PROVIDERS,
    ...SUBJECT_PROVIDERS,
    RegistrationsRepository,
    RegistrationService,
    ConfirmationService,
    PasswordResetsRepository,
    PasswordResetsService,
    TenantDirectory,
    OrganisationsRepository,
    ...ACCESS_PROVIDERS,
    UsersRepository,
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

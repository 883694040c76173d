import { retentionPolicy } from '@ebbflow/policy';
import { defineService } from '@ebbflow/service-host';
import { IdentityModule } from './identity.module.ts';
import { bootstrapCommand } from './organisations/bootstrap-command.ts';
import { CreateIdentity1767225600101 } from './migrations/0001-create-identity.migration.ts';
import { CreateRegistrations1767225600121 } from './migrations/0021-create-registrations.migration.ts';
import { CreateRoles1767225600130 } from './migrations/0030-create-roles.migration.ts';
import { CreateSecondFactors1767225600140 } from './migrations/0040-create-second-factors.migration.ts';
import { CreatePasskeys1767225600141 } from './migrations/0041-create-passkeys.migration.ts';
import { CreateProviderAccounts1767225600142 } from './migrations/0042-create-provider-accounts.migration.ts';
import { CreateEmailChanges1767225600143 } from './migrations/0043-create-email-changes.migration.ts';
import { DropUnconfirmedTotp1767225600144 } from './migrations/0044-drop-unconfirmed-totp.migration.ts';
import { SweepWhatIsOver1767225600147 } from './migrations/0047-sweep-what-is-over.migration.ts';
import { AddPendingProof1767225600146 } from './migrations/0046-add-pending-proof.migration.ts';
import { CreateAudit1767225600150 } from './migrations/0050-create-audit.migration.ts';
import { CreateUsageInformation1767225600151 } from './migrations/0051-create-usage-information.migration.ts';
import { CreateNoticeAndConsent1767225600152 } from './migrations/0052-create-notice-and-consent.migration.ts';
import { CreateMailPreferences1767225600160 } from './migrations/0060-create-mail-preferences.migration.ts';
import { Idempotency1767225600170 } from './migrations/0070-idempotency.migration.ts';
import { IdempotencyCaller1767225600180 } from './migrations/0080-idempotency-caller.migration.ts';
import { AllowConsentAtSignIn1767225600181 } from './migrations/0081-allow-consent-at-sign-in.migration.ts';
import { ReviseMembersAndPasskeys1767225600182 } from './migrations/0082-revise-members-and-passkeys.migration.ts';
import { SubjectOrders1767225600195 } from './migrations/0095-subject-orders.migration.ts';
import { IdentityObjectTeams } from './teams/identity-object-teams.ts';
import { CreateAccessLog1767225600200 } from './migrations/0100-create-access-log.migration.ts';
import { CreatePlans1767225600161 } from './migrations/0061-create-plans.migration.ts';
import { CreateNewsletterAndTickets1767225600162 } from './migrations/0062-create-newsletter-and-tickets.migration.ts';
import { AddNewsletterSettling1767225600163 } from './migrations/0063-add-newsletter-settling.migration.ts';
import { KeepPaidPrice1767225600164 } from './migrations/0064-keep-paid-price.migration.ts';
import { Erasure1767225600190 } from './migrations/0090-erasure.migration.ts';

export const identityService = defineService({
  name: 'identity',
  module: IdentityModule,
  migrations: [
    CreateIdentity1767225600101,
    CreateRegistrations1767225600121,
    CreateRoles1767225600130,
    CreateSecondFactors1767225600140,
    CreatePasskeys1767225600141,
    CreateProviderAccounts1767225600142,
    CreateEmailChanges1767225600143,
    DropUnconfirmedTotp1767225600144,
    AddPendingProof1767225600146,
    SweepWhatIsOver1767225600147,
    CreateAudit1767225600150,
    CreateUsageInformation1767225600151,
    CreateNoticeAndConsent1767225600152,
    CreateMailPreferences1767225600160,
    CreatePlans1767225600161,
    CreateNewsletterAndTickets1767225600162,
    AddNewsletterSettling1767225600163,
    KeepPaidPrice1767225600164,
    Idempotency1767225600170,
    IdempotencyCaller1767225600180,
    AllowConsentAtSignIn1767225600181,
    ReviseMembersAndPasskeys1767225600182,
    Erasure1767225600190,
    SubjectOrders1767225600195,
    CreateAccessLog1767225600200,
  ],
  idempotency: () => retentionPolicy().record('idempotency-keys').ttl,
  objectTeams: IdentityObjectTeams,
  commands: { bootstrap: bootstrapCommand },
  // The longest is a hundred page views from the edge; what a person sends has at most some thousand characters.
  http: () => ({ bodyLimitBytes: 196_608, rawBodyLimitBytes: 65_536 }),
});

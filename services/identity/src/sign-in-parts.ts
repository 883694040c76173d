import { provideConfig } from '@ebbflow/service-host';
import { EmailChangeEntity } from './email-changes/email-change.entity.ts';
import { EmailChangeConfirmationService } from './email-changes/email-change-confirmation.service.ts';
import { EmailChangesController } from './email-changes/email-changes.controller.ts';
import { EmailChangesRepository } from './email-changes/email-changes.repository.ts';
import { EmailChangesService } from './email-changes/email-changes.service.ts';
import { OwnEmailController } from './email-changes/own-email.controller.ts';
import { OwnPasskeysController } from './passkeys/own-passkeys.controller.ts';
import { OwnPasskeysService } from './passkeys/own-passkeys.service.ts';
import { PasskeyCeremonies } from './passkeys/passkey-ceremonies.ts';
import { PasskeyConfig } from './passkeys/passkey.config.ts';
import { PasskeyEntity } from './passkeys/passkey.entity.ts';
import { PasskeySignInService } from './passkeys/passkey-sign-in.service.ts';
import { PasskeySignInsController } from './passkeys/passkey-sign-ins.controller.ts';
import { PasskeysRepository } from './passkeys/passkeys.repository.ts';
import { PendingSignInEntity } from './pending-sign-ins/pending-sign-in.entity.ts';
import { PendingSignIns } from './pending-sign-ins/pending-sign-ins.ts';
import { CodeCheckService } from './second-factors/code-check.service.ts';
import { RecoveryCodeEntity } from './second-factors/recovery-code.entity.ts';
import { SecondFactorController } from './second-factors/second-factor.controller.ts';
import { SecondFactorService } from './second-factors/second-factor.service.ts';
import { SecondFactorsRepository } from './second-factors/second-factors.repository.ts';
import { TotpEntity } from './second-factors/totp.entity.ts';
import { TotpSecrets } from './second-factors/totp-secrets.ts';
import { FailedSignInsJob } from './sessions/failed-sign-ins.job.ts';
import { MethodChangesRepository } from './sessions/method-changes.repository.ts';
import { ProofService } from './sessions/proof.service.ts';
import { RecentProofService } from './sessions/recent-proof.service.ts';
import { SignInStepsService } from './sessions/sign-in-steps.service.ts';
import { OwnProviderAccountsController } from './sign-in-providers/own-provider-accounts.controller.ts';
import { ProviderAccountEntity } from './sign-in-providers/provider-account.entity.ts';
import { ProviderAccountsRepository } from './sign-in-providers/provider-accounts.repository.ts';
import { ProviderClient } from './sign-in-providers/provider-client.ts';
import { ProviderLinkService } from './sign-in-providers/provider-link.service.ts';
import { ProviderReturnService } from './sign-in-providers/provider-return.service.ts';
import { ProviderSignInsController } from './sign-in-providers/provider-sign-ins.controller.ts';
import { ProviderStartService } from './sign-in-providers/provider-start.service.ts';
import { SignInProvidersConfig } from './sign-in-providers/sign-in-providers.config.ts';

/** What ways to sign in beside the password consist of. */
export const SIGN_IN_ENTITIES = [
  PendingSignInEntity,
  TotpEntity,
  RecoveryCodeEntity,
  PasskeyEntity,
  ProviderAccountEntity,
  EmailChangeEntity,
];

export const SIGN_IN_CONTROLLERS = [
  SecondFactorController,
  OwnPasskeysController,
  PasskeySignInsController,
  ProviderSignInsController,
  OwnProviderAccountsController,
  OwnEmailController,
  EmailChangesController,
];

export const SIGN_IN_PROVIDERS = [
  PendingSignIns,
  FailedSignInsJob,
  MethodChangesRepository,
  RecentProofService,
  ProofService,
  SignInStepsService,
  SecondFactorsRepository,
  TotpSecrets,
  CodeCheckService,
  SecondFactorService,
  provideConfig(PasskeyConfig),
  PasskeyCeremonies,
  PasskeysRepository,
  OwnPasskeysService,
  PasskeySignInService,
  provideConfig(SignInProvidersConfig),
  ProviderClient,
  ProviderAccountsRepository,
  ProviderStartService,
  ProviderReturnService,
  ProviderLinkService,
  EmailChangesRepository,
  EmailChangesService,
  EmailChangeConfirmationService,
];

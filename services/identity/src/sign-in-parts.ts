import { provideConfig } from '@ebbflow/service-host';
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
import { MethodChangesRepository } from './sessions/method-changes.repository.ts';
import { ProofService } from './sessions/proof.service.ts';
import { RecentProofService } from './sessions/recent-proof.service.ts';
import { SignInStepsService } from './sessions/sign-in-steps.service.ts';

/** What ways to sign in beside the password consist of. */
export const SIGN_IN_ENTITIES = [PendingSignInEntity, TotpEntity, RecoveryCodeEntity, PasskeyEntity];

export const SIGN_IN_CONTROLLERS = [SecondFactorController, OwnPasskeysController, PasskeySignInsController];

export const SIGN_IN_PROVIDERS = [
  PendingSignIns,
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
];

import { provideConfig } from '@ebbflow/service-host';
import { Certification } from './certificates/certification.service.ts';
import { CertificateSigner } from './certificates/certificate-signer.ts';
import { CertificatesController } from './certificates/certificates.controller.ts';
import { CertificatesRepository } from './certificates/certificates.repository.ts';
import { ErasureBeginning } from './erasure-beginning.ts';
import { ErasureBell } from './erasure-bell.ts';
import { ErasureEndings } from './erasure-endings.ts';
import { ErasureCompletion } from './erasure-completion.ts';
import { ErasureDoneConsumer } from './erasure-done.consumer.ts';
import { ErasureKeepers } from './erasure-keepers.ts';
import { ErasureResidue } from './erasure-residue.ts';
import { ErasureRounds } from './erasure-rounds.ts';
import { ErasureSaga } from './erasure-saga.ts';
import { ErasureSurvey } from './erasure-survey.ts';
import { ErasuresConfig } from './erasures.config.ts';
import { ErasuresController } from './erasures.controller.ts';
import { ErasuresJob } from './erasures.job.ts';
import { ErasuresRepository } from './erasures.repository.ts';
import { ErasuresService } from './erasures.service.ts';
import { ErasureLedger } from './ledger/erasure-ledger.ts';
import { OpenErasures } from './open-erasures.ts';
import { RestoreReplays } from './restore-replays.ts';
import { ResidualScanner } from './scanner/residual-scanner.repository.ts';
import { ScanConfig } from './scanner/scan.config.ts';
import { SubjectSeal } from './subject-seal.ts';
import { ValueErasure } from './value-erasure.ts';

/** Forgetting somebody for good, and the proof of it. */
export const ERASURE_CONTROLLERS = [ErasuresController, CertificatesController];

export const ERASURE_PROVIDERS = [
  provideConfig(ErasuresConfig),
  provideConfig(ScanConfig),
  SubjectSeal,
  ErasureBell,
  ErasureEndings,
  ErasureKeepers,
  ErasuresRepository,
  ErasuresService,
  ErasureLedger,
  ValueErasure,
  ResidualScanner,
  ErasureResidue,
  CertificatesRepository,
  CertificateSigner,
  Certification,
  ErasureSurvey,
  ErasureBeginning,
  ErasureRounds,
  OpenErasures,
  ErasureCompletion,
  ErasureSaga,
  ErasureDoneConsumer,
  RestoreReplays,
  ErasuresJob,
];

import { CLOCK, type Clock } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import { provideConfig, ServiceClient } from '@ebbflow/service-host';
import type { Provider } from '@nestjs/common';
import { MEASUREMENTS } from './measurement.ts';
import { OldestDays } from './measurements/oldest-days.ts';
import { ReportSigner } from './report-signer.ts';
import { VerificationConfig } from './verification.config.ts';
import { VerificationJob } from './verification.job.ts';
import { VerificationRecord } from './verification-record.ts';
import { VerificationService } from './verification.service.ts';

export const VERIFICATION_PROVIDERS: Provider[] = [
  provideConfig(VerificationConfig),
  {
    provide: MEASUREMENTS,
    inject: [ServiceClient, CLOCK],
    useFactory: (client: ServiceClient, clock: Clock) =>
      retentionPolicy().categories.map((category) => new OldestDays(category, client, clock)),
  },
  ReportSigner,
  VerificationRecord,
  VerificationService,
  VerificationJob,
];

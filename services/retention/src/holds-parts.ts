import { provideConfig } from '@ebbflow/service-host';
import { AccountingHold } from './held-records/accounting-hold.ts';
import { HeldRecordsController } from './held-records/held-records.controller.ts';
import { HeldRecordsJob } from './held-records/held-records.job.ts';
import { HeldRecordsRepository } from './held-records/held-records.repository.ts';
import { RegistersRepository } from './held-records/registers.repository.ts';
import { HoldDecisions } from './holds/hold-decisions.service.ts';
import { HoldsConfig } from './holds/holds.config.ts';
import { HoldsController } from './holds/holds.controller.ts';
import { HoldsRepository } from './holds/holds.repository.ts';
import { Holds } from './holds/holds.service.ts';
import { LegalHoldEntity } from './holds/legal-hold.entity.ts';
import { Staff } from './staff/staff.ts';

/** What a law keeps, and who decides that it does. */
export const HOLDS_ENTITIES = [LegalHoldEntity];

export const HOLDS_CONTROLLERS = [HoldsController, HeldRecordsController];

export const HOLDS_PROVIDERS = [
  provideConfig(HoldsConfig),
  Staff,
  HoldsRepository,
  Holds,
  HoldDecisions,
  HeldRecordsRepository,
  RegistersRepository,
  AccountingHold,
  HeldRecordsJob,
];

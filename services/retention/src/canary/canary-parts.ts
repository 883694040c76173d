import { provideConfig } from '@ebbflow/service-host';
import { CanariesController } from './canaries.controller.ts';
import { CanariesService } from './canaries.service.ts';
import { CanaryConfig } from './canary.config.ts';
import { CanaryJob } from './canary.job.ts';

export const CANARY_CONTROLLERS = [CanariesController];
export const CANARY_PROVIDERS = [provideConfig(CanaryConfig), CanariesService, CanaryJob];

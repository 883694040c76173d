import { provideConfig } from '@ebbflow/service-host';
import type { Provider } from '@nestjs/common';
import { RunOutputsPart } from './answers/run-outputs-part.ts';
import { CallableScenariosRepository } from './callable-scenarios.repository.ts';
import { CallbackDeliveryJob } from './callbacks/callback-delivery.job.ts';
import { CallbackSecrets } from './callbacks/callback-secrets.ts';
import { CallbackSender } from './callbacks/callback-sender.ts';
import { RunCallbacksPart } from './callbacks/run-callbacks-part.ts';
import { RunCallsConfig } from './run-calls.config.ts';
import { CalledRunsRepository } from './subscenarios/called-runs.repository.ts';
import { ParentAnswerPart } from './subscenarios/parent-answer-part.ts';
import { ScenarioCallsService } from './subscenarios/scenario-calls.service.ts';
import { SubscenarioStarts } from './subscenarios/subscenario-starts.ts';

/** What calls add to the machine that works through runs; to be provided where that is. */
export const RUN_CALL_PROVIDERS: readonly Provider[] = [
  provideConfig(RunCallsConfig),
  CallableScenariosRepository,
  CallbackDeliveryJob,
  CallbackSecrets,
  CallbackSender,
  CalledRunsRepository,
  ParentAnswerPart,
  RunCallbacksPart,
  RunOutputsPart,
  ScenarioCallsService,
  SubscenarioStarts,
];

/** What of it is of use elsewhere. */
export const RUN_CALL_EXPORTS = [CallableScenariosRepository, CallbackSecrets, RunCallsConfig] as const;

/** In the order they are written. */
export const RUN_CALL_COMPLETION_PARTS = [RunOutputsPart, RunCallbacksPart, ParentAnswerPart] as const;

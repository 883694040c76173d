import { provideConfig } from '@ebbflow/service-host';
import type { Provider } from '@nestjs/common';
import { BoundedNotifications } from '../notifications/bounded-notifications.ts';
import { Deactivations } from '../scenario-health/deactivations.ts';
import { ErrorHandlerPart } from '../scenario-health/error-handlers/error-handler-part.ts';
import { HealthPart } from '../scenario-health/health-part.ts';
import { RunRetries } from '../scenario-health/run-retries/run-retries.ts';
import { ScenarioHealthConfig } from '../scenario-health/scenario-health.config.ts';
import { VariablesInput } from '../scenario-health/variables/variables-input.ts';
import { VariablesPart } from '../scenario-health/variables/variables-part.ts';
import { IncompletesPart } from './completion/incompletes-part.ts';
import { PutAsideWriter } from './completion/put-aside-writer.ts';
import { IncompleteContents } from './incomplete-contents.ts';
import { IncompletesConfig } from './incompletes.config.ts';
import { ResumeInput } from './retry/resume-input.ts';

/** What the end of a run writes when things fail. HealthPart comes first: it locks the rows of its scenarios for those after it. */
export const FAILURE_COMPLETION_PARTS = [HealthPart, IncompletesPart, VariablesPart, ErrorHandlerPart];
/** What earlier runs, or a run that failed, left for the one that begins. */
export const FAILURE_INPUT_PARTS = [ResumeInput, VariablesInput];

/** The parts and all they need, as providers of RunsModule: they stand between its own, and so cannot live in a module above it. */
export const FAILURE_PARTS: Provider[] = [
  provideConfig(ScenarioHealthConfig),
  provideConfig(IncompletesConfig),
  ...FAILURE_COMPLETION_PARTS,
  ...FAILURE_INPUT_PARTS,
  BoundedNotifications,
  Deactivations,
  RunRetries,
  IncompleteContents,
  PutAsideWriter,
];

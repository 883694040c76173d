import type { ModuleExecution } from './verdict.ts';

/** Told about each finished step as it happens, replayed ones included; must not throw and is not waited for. */
export interface RunObserver {
  stepFinished(execution: ModuleExecution): void;
}

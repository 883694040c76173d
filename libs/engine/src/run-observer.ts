import type { ModuleExecution } from './verdict.ts';

/** Told about each step as it happens, replayed ones included; must not throw and is not waited for. */
export interface RunObserver {
  stepFinished(execution: ModuleExecution): void;
  /** A module was given a bundle; `execution` counts those of the module, from 1. Not for routers and directives, which do not count as steps. */
  stepStarted?(step: { readonly moduleId: number; readonly module: string; readonly execution: number }): void;
}

import type { CompiledScenario } from '@ebbflow/blueprint';
import type { RunInput } from '@ebbflow/engine';
import type { HeldRun } from '../held-run.ts';

/** Adds to what the engine starts from: a cursor, variables, the point where an incomplete execution goes on. The same at every attempt of a run. */
export interface RunInputPart {
  /** What is answered is spread over the input; `variables` of several parts are merged. @throws what keeps the run from being tried. */
  of(run: HeldRun, scenario: CompiledScenario): Promise<Partial<RunInput>>;
}

/** All parts (readonly RunInputPart[]). */
export const RUN_INPUT_PARTS = Symbol('RUN_INPUT_PARTS');

import type { CompiledScenario } from '@ebbflow/blueprint';
import type { Bundle } from '@ebbflow/connector-sdk';
import type { RunInput } from '@ebbflow/engine';
import { Inject, Injectable } from '@nestjs/common';
import type { HeldRun } from '../held-run.ts';
import { RunInputs } from '../run-inputs.ts';
import { RunsConfig } from '../runs.config.ts';
import { RUN_INPUT_PARTS, type RunInputPart } from './run-input-part.ts';

/** Everything the engine starts from: what triggered the run, and what each part adds. */
@Injectable()
export class EngineInputs {
  constructor(
    private readonly inputs: RunInputs,
    @Inject(RUN_INPUT_PARTS) private readonly parts: readonly RunInputPart[],
    private readonly config: RunsConfig,
  ) {}

  /** @throws what keeps the run from being tried at all */
  async of(run: HeldRun, scenario: CompiledScenario): Promise<RunInput> {
    const [triggerBundles, ...added] = await Promise.all([
      this.inputs.open(run),
      ...this.parts.map((part) => part.of(run, scenario)),
    ]);
    const own: Bundle = { scenarioId: run.scenarioId, scenarioName: scenario.name, executionId: run.runId };
    return added.reduce<RunInput>(
      (input, part) => ({ ...input, ...part, variables: { ...input.variables, ...part.variables } }),
      {
        runId: run.runId,
        startedAtMs: run.startedAt.getTime(),
        timezone: 'UTC',
        triggerBundles,
        variables: own,
        limits: {
          runTimeMs: this.config.runTime.milliseconds,
          operationTimeoutMs: this.config.operationTime.milliseconds,
        },
      },
    );
  }
}

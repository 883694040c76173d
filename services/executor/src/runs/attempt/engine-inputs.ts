import type { CompiledScenario } from '@ebbflow/blueprint';
import { type Bundle, isBundle } from '@ebbflow/connector-sdk';
import type { RunInput } from '@ebbflow/engine';
import { Inject, Injectable } from '@nestjs/common';
import { LogQuotaConfig } from '../../log-quota/log-quota.config.ts';
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
    private readonly logQuota: LogQuotaConfig,
  ) {}

  /** @throws what keeps the run from being tried at all */
  async of(run: HeldRun, scenario: CompiledScenario): Promise<RunInput> {
    const [triggerBundles, ...added] = await Promise.all([
      this.inputs.open(run),
      ...this.parts.map((part) => part.of(run, scenario)),
    ]);
    const own: Bundle = {
      scenarioId: run.scenarioId,
      scenarioName: scenario.name,
      executionId: run.runId,
      ...inputOf(run, triggerBundles),
    };
    return added.reduce<RunInput>(
      (input, part) => ({ ...input, ...part, variables: merged(input.variables, part.variables) }),
      {
        runId: run.runId,
        startedAtMs: run.startedAt.getTime(),
        timezone: 'UTC',
        triggerBundles,
        ...eventsOf(run, triggerBundles),
        variables: own,
        limits: {
          runTimeMs: this.config.runTime.milliseconds,
          operationTimeoutMs: this.config.operationTime.milliseconds,
          detailBytes: this.logQuota.runBytes,
          detailExecutions: this.logQuota.runExecutions,
        },
      },
    );
  }
}

/** A scenario that was called with inputs reads them as `{{var.input.name}}`, whatever it begins with. */
function inputOf({ deliveryId }: HeldRun, [input]: readonly Bundle[]): Bundle {
  return deliveryId === undefined && input !== undefined ? { var: { input } } : {};
}

/** A delivery is one event, however many bundles it has; of what was given by hand each bundle is one. */
function eventsOf({ deliveryId }: HeldRun, bundles: readonly Bundle[]): Pick<RunInput, 'events'> {
  return deliveryId === undefined && bundles.length > 1 ? { events: bundles.map((bundle) => [bundle]) } : {};
}

/** `var` is what several parts have a share in. */
function merged(one: Bundle = {}, other: Bundle = {}): Bundle {
  const [ours, theirs] = [one['var'], other['var']];
  return { ...one, ...other, ...(isBundle(ours) && isBundle(theirs) ? { var: { ...ours, ...theirs } } : {}) };
}

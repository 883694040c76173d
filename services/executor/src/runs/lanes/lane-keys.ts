import { digestPayload, TenantKeys } from '@ebbflow/crypto';
import type { Bundle } from '@ebbflow/connector-sdk';
import { toEbbflowError } from '@ebbflow/kernel';
import { compileTemplate, EvaluationError, toText } from '@ebbflow/expressions';
import { Injectable } from '@nestjs/common';
import { CompiledVersions } from '../../scenarios/compiled-versions.ts';
import type { HeldRun } from '../held-run.ts';
import { RunInputs } from '../run-inputs.ts';
import { ConcurrencyRepository } from './concurrency.repository.ts';

/** A run stands in it until it is known which lane is its own. */
export function isKeyless(lane: string): boolean {
  return lane.endsWith('/?');
}

/** Finds the lane of a run by the value of its scenario's key. */
@Injectable()
export class LaneKeys {
  constructor(
    private readonly concurrency: ConcurrencyRepository,
    private readonly versions: CompiledVersions,
    private readonly inputs: RunInputs,
    private readonly keys: TenantKeys,
  ) {}

  /**
   * `<scenario>/<digest>`: the value itself is content, and stands nowhere in the clear. Runs without a value go in one lane together;
   * so do those whose input cannot be opened, which end with that error when their turn comes. When the tenant's key
   * version changes, runs before and after it count apart.
   * @throws TransientError when vault or the database is away
   */
  async laneOf(run: HeldRun): Promise<string> {
    const { tenantId, scenarioId } = run;
    const value = await this.#valueOf(run).catch((thrown: unknown) => {
      if (toEbbflowError(thrown).family === 'transient') throw thrown;
      return '';
    });
    try {
      return `${scenarioId}/${digestPayload(await this.keys.current(tenantId), 'run.lane', value)}`;
    } catch (thrown) {
      if (toEbbflowError(thrown).family === 'transient') throw thrown;
      // Without a key there is no value either.
      return `${scenarioId}/-`;
    }
  }

  async #valueOf(run: HeldRun): Promise<string> {
    const { tenantId, scenarioId } = run;
    const concurrency = await this.concurrency.find(tenantId, scenarioId);
    if (concurrency?.key === undefined) return '';
    const { first } = await this.versions.get(tenantId, scenarioId, run.scenarioVersion);
    const [bundle] = await this.inputs.open(run);
    return keyValue(concurrency.key, first.id, bundle ?? {});
  }
}

/** The text of the key for one bundle of the trigger; '' when it has none or it cannot be evaluated. */
export function keyValue(template: string, triggerId: number, bundle: Bundle): string {
  try {
    const value = compileTemplate(template).evaluate({
      bundle: (moduleId) => (moduleId === triggerId ? bundle : undefined),
      variable: () => undefined,
      // The same for every run: a key that changes with time or chance would be none.
      nowMs: 0,
      random: () => 0,
      timezone: 'UTC',
    });
    return toText(value);
  } catch (thrown) {
    if (thrown instanceof EvaluationError) return '';
    throw thrown;
  }
}

import {
  defineModule,
  isBundle,
  ModuleError,
  readBoolean,
  readText,
  type Bundle,
  type ModuleDefinition,
} from '@ebbflow/connector-sdk';
import type { Run } from '../run.ts';

/**
 * Starts a run of another scenario and, where the author wants it, waits for its outputs. Journaled as any action: a repeated
 * call carries the same key, and the run it asks for is the same.
 */
export function callScenarioModule(name: string, run: Run): ModuleDefinition {
  return defineModule({
    name,
    versions: [1],
    kind: 'action',
    label: 'Call a subscenario',
    // The other run has the time a run has; the bound of this run goes on counting meanwhile.
    operationTimeoutMs: run.limits.runTimeMs,
    async run({ parameters, mapped }, { idempotencyKey, signal }) {
      const scenario =
        readText(parameters, 'scenario') ?? readText(mapped, 'scenario') ?? readText(mapped, 'scenarioId');
      if (scenario === undefined) {
        throw new ModuleError(
          'InvalidConfigurationError',
          'The field "scenario" is empty; choose the scenario to call.',
        );
      }
      if (run.ports.callScenario === undefined) {
        throw new ModuleError('InvalidConfigurationError', 'Other scenarios cannot be called here.');
      }
      const waits = readBoolean(parameters, 'shouldWaitForExecutionEnd') ?? true;
      const answer = await run.ports.callScenario({
        scenario,
        inputs: inputsOf(mapped),
        waits,
        idempotencyKey,
        signal,
      });
      return { bundles: [answer.outputs ?? { executionId: answer.runId }] };
    },
  });
}

/** Exports have the inputs as the mapper itself or under its only member `data`. */
function inputsOf(mapped: Bundle): Bundle {
  const { scenario: _scenario, scenarioId: _scenarioId, ...rest } = mapped;
  const { data } = rest;
  return Object.keys(rest).length === 1 && isBundle(data) ? data : rest;
}

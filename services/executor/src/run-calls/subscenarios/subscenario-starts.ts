import type { CompiledScenario } from '@ebbflow/blueprint';
import { encodeValue, ModuleError } from '@ebbflow/connector-sdk';
import type { ScenarioCall } from '@ebbflow/engine';
import { CLOCK, type Clock, type JsonObject, newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { HeldRun } from '../../runs/held-run.ts';
import { RunInputs } from '../../runs/run-inputs.ts';
import { CompiledVersions } from '../../scenarios/compiled-versions.ts';
import { type CallableScenario, CallableScenariosRepository } from '../callable-scenarios.repository.ts';
import { checkInputs } from '../inputs/check-inputs.policy.ts';
import { CalledRunsRepository } from './called-runs.repository.ts';
import { checkCall } from './call-rules.policy.ts';

/** Starts the run that another run asks for: whether it may be, with which inputs, and once however often it is asked for. */
@Injectable()
export class SubscenarioStarts {
  constructor(
    private readonly scenarios: CallableScenariosRepository,
    private readonly versions: CompiledVersions,
    private readonly runs: CalledRunsRepository,
    private readonly inputs: RunInputs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ModuleError: the call is not possible */
  async start(caller: HeldRun, call: ScenarioCall, requestKey: string): Promise<void> {
    const { tenantId, runId: callerRunId } = caller;
    const called = await this.#callable(caller, call.scenario);
    checkCall(await this.runs.chain(tenantId, callerRunId), called.id, call.waits);
    const inputs = await this.#checked(tenantId, called, call);
    const runId = newId('run', this.clock.nowMs());
    const input = await this.inputs.seal({ tenantId, runId, scenarioId: called.id }, inputs);
    const { traceparent } = caller;
    const parentRunId = call.waits ? callerRunId : undefined;
    const origin = { requestKey, callerRunId, parentRunId, traceparent };
    await this.runs.insert(tenantId, { runId, scenarioId: called.id, trigger: 'scenario', input, ...origin });
  }

  async #callable(caller: HeldRun, scenario: string): Promise<CallableScenario> {
    const { tenantId, scenarioId } = caller;
    const [called, own] = await Promise.all([
      this.scenarios.find(tenantId, scenario.trim().toLowerCase()),
      this.scenarios.find(tenantId, scenarioId),
    ]);
    if (called === undefined || called.team_id !== (own?.team_id ?? null)) {
      throw new ModuleError(
        'InvalidConfigurationError',
        'The scenario to call is not one of this team; choose it again in the field "scenario".',
      );
    }
    if (!called.is_active) throw new ModuleError('RuntimeError', 'The scenario to call is not active.');
    return called;
  }

  async #checked(tenantId: string, called: CallableScenario, { inputs }: ScenarioCall): Promise<JsonObject> {
    const compiled = await this.versions.get(tenantId, called.id, called.version);
    if (!isOnDemand(called, compiled)) {
      throw new ModuleError(
        'InvalidConfigurationError',
        'The scenario to call starts by itself; give it the schedule "on demand".',
      );
    }
    const checked = checkInputs(compiled.inputs, inputs, '');
    if (checked.faults.length > 0) {
      const places = checked.faults.map(({ pointer, message }) => `${pointer.slice(1)}: ${message}`).join(' ');
      throw new ModuleError('DataError', `The called scenario does not take these inputs. ${places}`);
    }
    // A bundle is an object in either form.
    return encodeValue(checked.inputs) as JsonObject;
  }
}

function isOnDemand({ schedule_type: decided }: CallableScenario, { schedule }: CompiledScenario): boolean {
  return (decided ?? schedule?.type ?? 'on-demand') === 'on-demand';
}

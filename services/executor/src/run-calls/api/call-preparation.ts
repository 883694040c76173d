import { type Bundle, decodeValue, encodeValue } from '@ebbflow/connector-sdk';
import { runCallbackContext } from '@ebbflow/contracts';
import { PeriodKeys, sealPayload } from '@ebbflow/crypto';
import type { JsonObject } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { RunInputs } from '../../runs/run-inputs.ts';
import type { NewRun } from '../../runs/start/run-starts.ts';
import { CompiledVersions } from '../../scenarios/compiled-versions.ts';
import { isTooDeep } from '../../scenarios/document-depth.policy.ts';
import { ScenarioNotFoundError } from '../../scenarios/scenarios.errors.ts';
import { CallableScenariosRepository } from '../callable-scenarios.repository.ts';
import { checkInputs } from '../inputs/check-inputs.policy.ts';
import { InputsInvalidError, ScenarioInactiveError } from '../run-calls.errors.ts';

export interface AskedCall {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly runId: string;
  readonly data: JsonObject;
  readonly callbackUrl: string | undefined;
}

/** Everything about a call that can be wrong is found before anything is started. */
@Injectable()
export class CallPreparation {
  constructor(
    private readonly scenarios: CallableScenariosRepository,
    private readonly versions: CompiledVersions,
    private readonly inputs: RunInputs,
    private readonly keys: PeriodKeys,
  ) {}

  /** @throws ScenarioNotFoundError, ScenarioInactiveError, InputsInvalidError */
  async prepare({ tenantId, scenarioId, runId, data, callbackUrl }: AskedCall): Promise<NewRun> {
    const scenario = await this.scenarios.find(tenantId, scenarioId);
    if (scenario === undefined) throw new ScenarioNotFoundError();
    if (!scenario.is_active) throw new ScenarioInactiveError();
    if (isTooDeep(data)) throw new InputsInvalidError([{ pointer: '/data', message: 'Nest it less deep.' }]);
    const { inputs: specs } = await this.versions.get(tenantId, scenarioId, scenario.version);
    // Came as a JSON object, so it is a bundle.
    const { inputs, faults } = checkInputs(specs, decodeValue(data) as Bundle, '/data');
    if (faults.length > 0) throw new InputsInvalidError(faults);
    const run = { tenantId, runId, scenarioId };
    const input = await this.inputs.seal(run, encodeValue(inputs) as JsonObject);
    const callback = callbackUrl === undefined ? undefined : await this.#seal(run, callbackUrl);
    return { ...run, trigger: 'api', input, callback };
  }

  async #seal(
    { tenantId, runId, scenarioId }: Pick<AskedCall, 'tenantId' | 'runId' | 'scenarioId'>,
    url: string,
  ): Promise<Buffer> {
    const key = await this.keys.toSeal({ tenantId, scenarioId, category: 'runs-in-flight' });
    return sealPayload(key, runCallbackContext(tenantId, runId), Buffer.from(url));
  }
}

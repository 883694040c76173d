import type { JsonObject, JsonValue } from '@ebbflow/kernel';

const designer = { designer: { x: 0, y: 0 } };

/** A scenario that is called with inputs; modules are numbered from 2 in the order they are added. */
export function aCalledScenario(): CalledBuilder {
  const start: JsonObject = {
    id: 1,
    module: 'scenario-service:StartSubscenario',
    version: 1,
    mapper: {},
    metadata: designer,
  };
  return new CalledBuilder([start], [], {});
}

export class CalledBuilder {
  readonly #flow: readonly JsonObject[];
  readonly #inputs: readonly JsonValue[];
  readonly #settings: JsonObject;

  constructor(flow: readonly JsonObject[], inputs: readonly JsonValue[], settings: JsonObject) {
    this.#flow = flow;
    this.#inputs = inputs;
    this.#settings = settings;
  }

  with(module: string, mapper: JsonObject, parameters: JsonObject = {}, version = 1): CalledBuilder {
    const next = { id: this.#flow.length + 1, module, version, parameters, mapper, metadata: designer };
    return new CalledBuilder([...this.#flow, next], this.#inputs, this.#settings);
  }

  withInput(name: string, type: string, more: JsonObject = {}): CalledBuilder {
    return new CalledBuilder(this.#flow, [...this.#inputs, { name, type, ...more }], this.#settings);
  }

  withHttp(url: string): CalledBuilder {
    return this.with(
      'http:ActionSendData',
      { url, method: 'post', data: '{}', bodyType: 'raw', contentType: 'application/json', parseResponse: true },
      { handleErrors: true },
      3,
    );
  }

  withCallOf(scenarioId: string, inputs: JsonObject, waits = true): CalledBuilder {
    return this.with(
      'scenario-service:CallSubscenario',
      { scenarioId, ...inputs },
      { shouldWaitForExecutionEnd: waits },
    );
  }

  returning(outputs: JsonObject): CalledBuilder {
    return this.with('scenario-service:ReturnData', outputs);
  }

  confidential(): CalledBuilder {
    return new CalledBuilder(this.#flow, this.#inputs, { ...this.#settings, confidential: true });
  }

  sequential(): CalledBuilder {
    return new CalledBuilder(this.#flow, this.#inputs, { ...this.#settings, sequential: true });
  }

  build(): JsonObject {
    return {
      name: 'A called scenario',
      flow: [...this.#flow],
      interface: { input: [...this.#inputs], output: [] },
      metadata: { version: 1, scenario: { roundtrips: 1, maxErrors: 3, ...this.#settings }, designer: { orphans: [] } },
    };
  }
}

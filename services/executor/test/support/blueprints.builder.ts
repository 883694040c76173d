import type { JsonObject } from '@ebbflow/kernel';

const WEBHOOK: JsonObject = {
  id: 1,
  module: 'gateway:CustomWebHook',
  version: 1,
  parameters: { hook: 4711, maxResults: 1 },
  mapper: {},
  metadata: { designer: { x: 0, y: 0 } },
};

/** A scenario that a webhook starts; modules are numbered from 2 in the order they are added. */
export function aBlueprint(): BlueprintBuilder {
  return new BlueprintBuilder([WEBHOOK], {});
}

export class BlueprintBuilder {
  readonly #flow: readonly JsonObject[];
  readonly #settings: JsonObject;

  constructor(flow: readonly JsonObject[], settings: JsonObject) {
    this.#flow = flow;
    this.#settings = settings;
  }

  with(module: string, version: number, mapper: JsonObject, parameters: JsonObject = {}): BlueprintBuilder {
    const next = {
      id: this.#flow.length + 1,
      module,
      version,
      parameters,
      mapper,
      metadata: { designer: { x: 0, y: 0 } },
    };
    return new BlueprintBuilder([...this.#flow, next], this.#settings);
  }

  /** One call; `data` may hold templates. */
  withCall(url: string, data = '{"order":"{{1.order}}"}'): BlueprintBuilder {
    return this.with(
      'http:ActionSendData',
      3,
      {
        url,
        method: 'post',
        data,
        bodyType: 'raw',
        contentType: 'application/json',
        headers: [],
        qs: [],
        parseResponse: true,
        gzip: true,
        useMtls: false,
        followRedirect: true,
        serializeUrl: false,
        shareCookies: false,
        rejectUnauthorized: true,
        timeout: '',
        authUser: '',
        authPass: '',
        ca: '',
      },
      { handleErrors: true, useNewZLibDeCompress: true },
    );
  }

  withSleep(seconds: number): BlueprintBuilder {
    return this.with('util:FunctionSleep', 1, { duration: String(seconds) });
  }

  withResponse(status: number, body: string): BlueprintBuilder {
    return this.with('gateway:WebhookRespond', 1, { status: String(status), body, headers: [] });
  }

  confidential(): BlueprintBuilder {
    return this.settings({ confidential: true });
  }

  /** Keys of `metadata.scenario`: `{ dlq: true, maxErrors: 1 }`. */
  settings(over: JsonObject): BlueprintBuilder {
    return new BlueprintBuilder(this.#flow, { ...this.#settings, ...over });
  }

  /** The module added last gives up a bundle that fails, for retries as often and as far apart (minutes) as given. */
  withBreak(count: number, interval: number): BlueprintBuilder {
    const last = this.#flow.at(-1);
    const directive = {
      id: 100 + this.#flow.length,
      module: 'builtin:Break',
      version: 1,
      parameters: {},
      mapper: { retry: true, count: String(count), interval: String(interval) },
    };
    return new BlueprintBuilder([...this.#flow.slice(0, -1), { ...last, onerror: [directive] }], this.#settings);
  }

  build(): JsonObject {
    return {
      name: 'A test scenario',
      flow: [...this.#flow],
      metadata: {
        instant: true,
        version: 1,
        scenario: { roundtrips: 1, maxErrors: 3, ...this.#settings },
        designer: { orphans: [] },
      },
    };
  }
}

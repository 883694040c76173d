import { compileBlueprint, readBlueprint, type CompiledScenario } from '@ebbflow/blueprint';
import {
  createModuleRegistry,
  defineConnector,
  defineModule,
  noCredentials,
  noSockets,
  ModuleError,
  readBoolean,
  readNumber,
  readText,
  type ErrorClass,
  type HttpRequest,
  type Value,
} from '@ebbflow/connector-sdk';
import { ManualClock, type JsonValue } from '@ebbflow/kernel';
import {
  decodeStepOutcome,
  encodeStepOutcome,
  seededRandom,
  type EnginePorts,
  type Journal,
  type RunInput,
  type StepKey,
  type StepOutcome,
} from '../src/index.ts';

/** An app with enough modules to read, to have effects, to compute, to wait and to fail. */
const labApp = createModuleRegistry([
  defineConnector({
    app: 'lab',
    label: 'Lab',
    modules: [
      defineModule({
        name: 'lab:Begin',
        versions: [1],
        kind: 'trigger',
        label: 'Begin',
        run: async ({ mapped }) => ({ bundles: [mapped] }),
      }),
      defineModule({
        name: 'lab:Act',
        versions: [1],
        kind: 'action',
        label: 'Act',
        run: async ({ mapped }, context) => {
          const url = `https://lab.example/${readText(mapped, 'what') ?? ''}`;
          await context.http.send({
            url,
            method: 'POST',
            headers: [['idempotency-key', context.idempotencyKey]],
            timeoutMs: 1_000,
            followRedirects: false,
            rejectUnauthorized: true,
          });
          const fails = readText(mapped, 'fails');
          if (fails !== undefined)
            throw new ModuleError(fails as ErrorClass, 'It did not work.', { detail: { what: url } });
          return { bundles: [{ did: mapped['what'] ?? null, key: context.idempotencyKey }], transferBytes: 10 };
        },
      }),
      defineModule({
        name: 'lab:Compute',
        versions: [1],
        kind: 'transformer',
        label: 'Compute',
        run: async ({ mapped }) => {
          if (readBoolean(mapped, 'fails') === true) throw new TypeError('A value that must not be quoted: 4711');
          const sleepMs = readNumber(mapped, 'sleepMs');
          return { bundles: [mapped], ...(sleepMs === undefined ? {} : { sleepMs }) };
        },
      }),
      defineModule({
        name: 'lab:Poll',
        versions: [1],
        kind: 'polling-trigger',
        label: 'Poll',
        // Two numbers a read, until there are none left.
        run: async ({ parameters }, { cursor }) => {
          const from = readNumber({ cursor }, 'cursor') ?? 0;
          const last = readNumber(parameters, 'last') ?? 0;
          const bundles = [from + 1, from + 2].filter((n) => n <= last).map((n) => ({ n }));
          return { bundles, cursor: from + bundles.length };
        },
      }),
      defineModule({
        name: 'lab:Note',
        versions: [1],
        kind: 'action',
        label: 'Note',
        isTransactional: true,
        run: async ({ mapped }, { dataStores }) => {
          const key = readText(mapped, 'key') ?? 'k';
          await dataStores.upsert('notes', { key, data: { texts: [mapped['text'] ?? null] } });
          if (mapped['fails'] === true) throw new ModuleError('DataError', 'It did not work.');
          return { bundles: [{ count: await dataStores.count('notes') }] };
        },
      }),
      defineModule({
        name: 'lab:Warn',
        versions: [1],
        kind: 'action',
        label: 'Warn',
        run: async ({ mapped }, context) => {
          // It is not transactional: data stores are not for it.
          const refusal = await context.dataStores.count('notes').catch((error: unknown) => String(error));
          return {
            bundles: [{ refusal }],
            warnings: ['Something was odd.'],
            transferBytes: readNumber(mapped, 'bytes') ?? 0,
          };
        },
      }),
      defineModule({
        name: 'lab:Grow',
        versions: [1],
        kind: 'search',
        label: 'Grow',
        run: async ({ mapped }) => {
          const depth = readNumber(mapped, 'depth') ?? 0;
          let nested: Value = 'deep';
          for (let level = 0; level < depth; level += 1) nested = [nested];
          const sizes = [readNumber(mapped, 'size') ?? 0, 1];
          return { bundles: sizes.map((size) => ({ text: 'x'.repeat(size), ...(depth > 0 ? { nested } : {}) })) };
        },
      }),
      defineModule({
        name: 'lab:Hang',
        versions: [1],
        kind: 'action',
        label: 'Hang',
        run: (_, context) =>
          new Promise((_resolve, reject) => {
            context.signal.addEventListener('abort', () => reject(new Error('told to stop')));
          }),
      }),
    ],
  }),
]);

export interface FlowModule {
  readonly id: number;
  readonly module: string;
  readonly [key: string]: JsonValue;
}

/** A scenario out of the parts of a blueprint that matter here. */
export function aScenario(flow: readonly FlowModule[], settings: { [key: string]: JsonValue } = {}): CompiledScenario {
  const { blueprint } = readBlueprint({ name: 'Lab', flow, metadata: { scenario: settings } });
  return compileBlueprint(blueprint, { isKnownModule: (name, version) => labApp.find(name, version) !== undefined });
}

export const begin: FlowModule = { id: 1, module: 'lab:Begin' };
export const act = (id: number, what: string, more: { [key: string]: JsonValue } = {}): FlowModule => ({
  id,
  module: 'lab:Act',
  mapper: { what },
  ...more,
});

/** Where a process dies. It can tell nobody; the lab says it by the signal too, so that it is not taken for an error of the module that was calling. */
export class Crash extends Error {}

/** A journal whose entries went through JSON, as those in a database do. */
export class DurableJournal implements Journal {
  readonly entries = new Map<StepKey, string>();

  find(step: StepKey): StepOutcome | undefined {
    const entry = this.entries.get(step);
    return entry === undefined ? undefined : decodeStepOutcome(JSON.parse(entry) as JsonValue);
  }

  async append(step: StepKey, outcome: StepOutcome): Promise<void> {
    this.entries.set(step, JSON.stringify(encodeStepOutcome(outcome)));
  }
}

/** The world outside: it remembers every call by its idempotency key. */
export class World {
  readonly clock = new ManualClock();
  readonly calls: string[] = [];
  readonly sleptMs: number[] = [];
  readonly #journal: Journal;
  readonly #beforeAndAfter: () => void;
  readonly #life = new AbortController();

  /** `beforeAndAfter` is called around every effect and may throw `Crash`. */
  constructor(journal: Journal, beforeAndAfter: () => void = () => undefined) {
    this.#journal = journal;
    this.#beforeAndAfter = beforeAndAfter;
  }

  ports(more: Partial<EnginePorts> = {}): EnginePorts {
    const around = async (effect: () => void | Promise<void>): Promise<void> => {
      this.#survive();
      await effect();
      this.#survive();
    };
    return {
      clock: this.clock,
      random: seededRandom('run_lab'),
      journal: {
        find: (step) => this.#journal.find(step),
        append: (step, outcome) => around(() => this.#journal.append(step, outcome)),
      },
      http: {
        send: async (request) => {
          await around(() => this.#receive(request));
          return { status: 200, headers: [], body: new Uint8Array() };
        },
      },
      connections: { authorise: async () => ({ headers: [], query: [] }), credentials: noCredentials },
      sockets: noSockets,
      findModule: (name, version) => labApp.find(name, version),
      respond: async () => undefined,
      sleep: (milliseconds) =>
        around(() => {
          this.sleptMs.push(milliseconds);
          this.clock.advance(milliseconds);
        }),
      startTimer: (milliseconds, elapsed) => {
        if (milliseconds === 0) setImmediate(elapsed);
        return () => undefined;
      },
      signal: this.#life.signal,
      ...more,
    };
  }

  #survive(): void {
    try {
      this.#beforeAndAfter();
    } catch (crash) {
      this.#life.abort(crash);
      throw crash;
    }
  }

  #receive({ headers, url }: HttpRequest): void {
    this.calls.push(`${url} ${headers.find(([name]) => name === 'idempotency-key')?.[1] ?? ''}`);
    this.clock.advance(7);
  }
}

export const anInput = (triggerBundles: RunInput['triggerBundles'] = [{}], more: Partial<RunInput> = {}): RunInput => ({
  runId: 'run_lab',
  startedAtMs: Date.UTC(2026, 0, 1),
  timezone: 'UTC',
  triggerBundles,
  ...more,
});

import { compileBlueprint, readBlueprint, type CompiledScenario } from '@ebbflow/blueprint';
import {
  createModuleRegistry,
  defineConnector,
  defineModule,
  noCredentials,
  noSockets,
  readText,
} from '@ebbflow/connector-sdk';
import { systemClock, type JsonValue } from '@ebbflow/kernel';
import { executeScenario, seededRandom, type EnginePorts, type RunInput, type StepOutcome } from '../src/index.ts';

/** What one core does, by processor time: other programs on the machine do not count. */
export interface EngineFigures {
  /** Webhook → router → three modules that set a variable each, in memory: module operations a second. */
  readonly operationsPerSecond: number;
  /** Iterator → set variable → array aggregator, microseconds an item, for 10 000 and for 100 000 items. Linear: the same. */
  readonly microsecondsPerItem: { readonly of10000: number; readonly of100000: number };
  /** Growth of the resident set while 100 000 items passed, bytes. */
  readonly grownBytes: number;
}

const app = createModuleRegistry([
  defineConnector({
    app: 'bench',
    label: 'Bench',
    modules: [
      defineModule({
        name: 'bench:Hook',
        versions: [1],
        kind: 'trigger',
        label: 'Webhook',
        run: async ({ mapped }) => ({ bundles: [mapped] }),
      }),
      defineModule({
        name: 'bench:SetVariable',
        versions: [1],
        kind: 'transformer',
        label: 'Set variable',
        run: async ({ mapped }) => {
          const values = { [readText(mapped, 'name') ?? '']: mapped['value'] ?? null };
          return { bundles: [values], variables: { scope: 'roundtrip', values } };
        },
      }),
    ],
  }),
]);

function aScenario(flow: JsonValue): CompiledScenario {
  const { blueprint } = readBlueprint({ name: 'Bench', flow, metadata: {} });
  return compileBlueprint(blueprint, { isKnownModule: (name, version) => app.find(name, version) !== undefined });
}

function ports(): EnginePorts {
  const journal = new Map<string, StepOutcome>();
  return {
    clock: systemClock,
    random: seededRandom('bench'),
    journal: { find: (step) => journal.get(step), append: async (step, outcome) => void journal.set(step, outcome) },
    http: { send: async () => ({ status: 200, headers: [], body: new Uint8Array() }) },
    connections: { authorise: async () => ({ headers: [], query: [] }), credentials: noCredentials },
    sockets: noSockets,
    findModule: (name, version) => app.find(name, version),
    respond: async () => undefined,
    sleep: async () => undefined,
    startTimer: (milliseconds, elapsed) => {
      const timer = setTimeout(elapsed, milliseconds);
      return () => clearTimeout(timer);
    },
    signal: new AbortController().signal,
  };
}

const anInput = (bundle: RunInput['triggerBundles'][number]): RunInput => ({
  runId: 'run_bench',
  startedAtMs: 0,
  timezone: 'UTC',
  triggerBundles: [bundle],
});
const setVariable = (id: number, value: string): JsonValue => ({
  id,
  module: 'bench:SetVariable',
  mapper: { name: `v${String(id)}`, value },
});
const routed = aScenario([
  { id: 1, module: 'bench:Hook' },
  {
    id: 2,
    module: 'builtin:BasicRouter',
    mapper: null,
    routes: [
      { flow: [setVariable(3, '{{1.name}}')] },
      { flow: [setVariable(4, '{{1.price * 2}}')] },
      { flow: [setVariable(5, '{{upper(1.name)}} costs {{1.price}}')] },
    ],
  },
]);
const looped = aScenario([
  { id: 1, module: 'bench:Hook' },
  { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.items}}' } },
  setVariable(3, '{{2.n}}'),
  {
    id: 4,
    module: 'builtin:BasicAggregator',
    parameters: { feeder: 2 },
    mapper: { n: '{{3.v3}}', at: '{{2.`__IMTINDEX__`}}' },
  },
]);

async function spentSeconds(work: () => Promise<void>): Promise<number> {
  const since = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

/** The best of `rounds`, after one to warm up. */
async function best(rounds: number, work: () => Promise<void>): Promise<number> {
  let seconds = Infinity;
  for (let round = 0; round <= rounds; round += 1) {
    const spent = await spentSeconds(work);
    if (round > 0) seconds = Math.min(seconds, spent);
  }
  return seconds;
}

async function runLoop(count: number): Promise<void> {
  const items = Array.from({ length: count }, (_, n) => ({ n, name: `item ${String(n)}` }));
  const { operations, status } = await executeScenario(looped, anInput({ items }), ports());
  if (status !== 'success' || operations !== count + 3) throw new Error(`The loop came to ${status}.`);
}

/** `npm run bench -w @ebbflow/engine`, or called by the bench of the whole house. */
export async function benchEngine(): Promise<EngineFigures> {
  const runs = 5_000;
  const bundle = { name: 'Ann', price: 1234.5 };
  let operations = 0;
  const routedSeconds = await best(5, async () => {
    operations = 0;
    for (let run = 0; run < runs; run += 1) {
      operations += (await executeScenario(routed, anInput(bundle), ports())).operations;
    }
  });
  const small = await best(5, () => runLoop(10_000));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const large = await best(1, () => runLoop(100_000));
  return {
    operationsPerSecond: operations / routedSeconds,
    microsecondsPerItem: { of10000: small * 100, of100000: large * 10 },
    grownBytes: process.memoryUsage().rss - before,
  };
}

import { createHash } from 'node:crypto';
import {
  createModuleRegistry,
  defineConnector,
  defineModule,
  ModuleError,
  readNumber,
  readText,
  type Bundle,
  type ErrorClass,
  type ModuleContext,
  type ModuleDefinition,
} from '@ebbflow/connector-sdk';

const STORE = 'store';

/** Fails by its input alone, so that a repetition fails in the same way. `failsOneIn` 0: never. */
function mayFail(mapped: Bundle): void {
  const oneIn = readNumber(mapped, 'failsOneIn') ?? 0;
  const digest = createHash('sha256')
    .update(JSON.stringify(mapped['what'] ?? null))
    .digest();
  if (oneIn > 0 && digest.readUInt16LE(0) % oneIn === 0) {
    throw new ModuleError((readText(mapped, 'class') ?? 'RuntimeError') as ErrorClass, 'It did not work.');
  }
}

async function send(what: unknown, { http, idempotencyKey }: ModuleContext): Promise<void> {
  await http.send({
    url: `https://sim.example/${encodeURIComponent(JSON.stringify(what ?? null))}`,
    method: 'POST',
    headers: [['idempotency-key', idempotencyKey]],
    timeoutMs: 1_000,
    followRedirects: false,
    rejectUnauthorized: true,
  });
}

const module = (name: string, kind: ModuleDefinition['kind'], more: Partial<ModuleDefinition>): ModuleDefinition =>
  defineModule({
    name: `sim:${name}`,
    versions: [1],
    kind,
    label: name,
    run: async ({ mapped }) => ({ bundles: [mapped] }),
    ...more,
  });

/** An app with one module of each kind, every effect through a port. */
export const simulatedApp = createModuleRegistry([
  defineConnector({
    app: 'sim',
    label: 'Simulator',
    modules: [
      module('Begin', 'trigger', {}),
      module('Poll', 'polling-trigger', {
        run: async (_, context) => {
          await send('poll', context);
          const from = readNumber({ cursor: context.cursor }, 'cursor') ?? 0;
          const bundles = from >= 4 ? [] : [from + 1, from + 2].map((n) => ({ n, items: [n, n * 2] }));
          return { bundles, cursor: from + bundles.length, transferBytes: 3 };
        },
      }),
      module('Act', 'action', {
        run: async ({ mapped }, context) => {
          await send(mapped['what'], context);
          mayFail(mapped);
          return { bundles: [{ did: mapped['what'] ?? null, padding: 'x'.repeat(80) }], transferBytes: 10 };
        },
      }),
      module('Search', 'search', {
        run: async ({ mapped }, context) => {
          await send(mapped['what'], context);
          mayFail(mapped);
          const count = readNumber(mapped, 'count') ?? 0;
          return { bundles: Array.from({ length: count }, (_, n) => ({ n, padding: 'y'.repeat(n * 40) })) };
        },
      }),
      module('Compute', 'transformer', {
        run: async ({ mapped }) => {
          mayFail(mapped);
          const pause = readNumber(mapped, 'sleepMs');
          return { bundles: [mapped], ...(pause === undefined ? {} : { sleepMs: pause }) };
        },
      }),
      module('Count', 'transformer', {
        run: async ({ mapped }, context) => {
          const count = (readNumber({ count: context.variable('count') }, 'count') ?? 0) + 1;
          const scope = (readText(mapped, 'scope') ?? 'roundtrip') as 'roundtrip' | 'execution' | 'scenario';
          return { bundles: [{ count }], variables: { scope, values: { count } } };
        },
      }),
      module('Store', 'action', {
        isTransactional: true,
        run: async ({ mapped }, { dataStores }) => {
          const key = readText(mapped, 'key') ?? 'k';
          // Two writes: a failure between them must leave neither.
          await dataStores.upsert(STORE, { key, data: { log: [mapped['what'] ?? null] } });
          mayFail(mapped);
          await dataStores.upsert(STORE, { key: 'total', data: { log: [key] } });
          const found = await dataStores.get(STORE, key);
          return { bundles: [{ entries: (found?.data['log'] as unknown[] | undefined)?.length ?? 0 }] };
        },
      }),
      module('Answer', 'action', {
        run: async ({ mapped }, context) => {
          await context.respond({
            status: 200,
            headers: [],
            body: Buffer.from(JSON.stringify(mapped['what'] ?? null)),
          });
          return { bundles: [{}] };
        },
      }),
    ],
  }),
]);

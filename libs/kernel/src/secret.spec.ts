import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, inspect, promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { Secret } from './secret.ts';

/** Every way in which a value turns into text by accident. */
const WAYS: Readonly<Record<string, (secret: Secret<unknown>) => string>> = {
  'a template': (secret) => `key: ${secret as unknown as string}`,
  'a concatenation': (secret) => 'a'.concat(secret as unknown as string, [secret].join()),
  String: (secret) => String(secret),
  JSON: (secret) => JSON.stringify({ deep: [{ secret }] }),
  'JSON with its own replacer': (secret) => JSON.stringify({ secret }, (_key, value: unknown) => value, 2),
  inspect: (secret) => inspect(secret, { showHidden: true, depth: Infinity, showProxy: true, getters: true }),
  'inspect of what holds it': (secret) => inspect(new Map([[{ secret }, new Set([secret])]]), { depth: Infinity }),
  'inspect without custom functions': (secret) => inspect(secret, { customInspect: false, showHidden: true }),
  format: (secret) => format('%s %j %o %O %d', secret, secret, secret, secret, secret),
  'the message of an error': (secret) => inspect(new Error(`refused: ${secret as unknown as string}`)),
  'the cause of an error': (secret) => inspect(new Error('refused', { cause: { secret } }), { depth: Infinity }),
  'members of an error': (secret) => inspect(Object.assign(new Error('refused'), { secret }), { showHidden: true }),
  'its own keys': (secret) =>
    JSON.stringify([Object.entries(secret), Reflect.ownKeys(secret), Object.assign({}, secret)]),
  'a structured clone': (secret) => inspect(structuredClone({ secret }), { depth: Infinity, showHidden: true }),
  'a message to another thread': (secret) => inspect(deserialize(serialize({ secret })), { depth: Infinity }),
  'a table of the console': (secret) => inspect([{ secret }], { compact: false, sorted: true }),
};

describe('a secret', () => {
  it.each(Object.keys(WAYS))('whatever it is, does not come out by way of %s', (way) => {
    for (let trial = 0; trial < 200; trial += 1) {
      const text = `canary-${randomBytes(1 + (trial % 40)).toString('base64')}"\\\n`;
      const told = [new Secret(text), new Secret({ key: text }), new Secret(Buffer.from(text))].map((secret) =>
        WAYS[way]?.(secret),
      );
      for (const form of ['canary-', text, JSON.stringify(text).slice(1, -1), Buffer.from(text).toString('hex')]) {
        for (const words of told) expect(words?.includes(form)).toBe(false);
      }
    }
  });

  it('is given by reveal alone', () => {
    expect(new Secret('canary').reveal()).toBe('canary');
  });

  it('is the name of nothing in a heap snapshot: not of a member, a class or a function', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ebbflow-heap-'));
    try {
      const file = join(folder, 'heap.heapsnapshot');
      const program = `
        import { writeHeapSnapshot } from 'node:v8';
        const { Secret } = await import(${JSON.stringify(new URL('./secret.ts', import.meta.url).href)});
        globalThis.held = new Secret(['canary', 'of', 'the', 'heap'].join('-'));
        globalThis.named = { ['named-' + 'canary']: { a: {} } };
        writeHeapSnapshot(${JSON.stringify(file)});`;
      const loader = new URL('../../../tools/dev/source-loader.mjs', import.meta.url).href;
      await promisify(execFile)(process.execPath, [
        ...['--conditions=@ebbflow/source', '--import', loader, '--input-type=module', '--eval', program],
      ]);
      const names = namesIn(readFileSync(file, 'utf8'));
      // What is a name is found: the search would find the secret too.
      expect(names.has('named-canary')).toBe(true);
      expect([...names].filter((name) => name.includes('canary-of-the-heap'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: string[];
      readonly node_types: [string[]];
      readonly edge_fields: string[];
      readonly edge_types: [string[]];
    };
  };
  readonly nodes: number[];
  readonly edges: number[];
  readonly strings: string[];
}

/** Names of members, and of all objects that are not themselves strings. */
function namesIn(text: string): Set<string> {
  const { snapshot, nodes, edges, strings } = JSON.parse(text) as Snapshot;
  const {
    node_fields: nodeFields,
    node_types: nodeTypes,
    edge_fields: edgeFields,
    edge_types: edgeTypes,
  } = snapshot.meta;
  const names = new Set<string>();
  for (let at = 0; at < nodes.length; at += nodeFields.length) {
    const type = nodeTypes[0][nodes[at + nodeFields.indexOf('type')] ?? 0] ?? '';
    if (!/string/.test(type)) names.add(strings[nodes[at + nodeFields.indexOf('name')] ?? 0] ?? '');
  }
  for (let at = 0; at < edges.length; at += edgeFields.length) {
    const type = edgeTypes[0][edges[at + edgeFields.indexOf('type')] ?? 0] ?? '';
    if (/element|hidden/.test(type)) continue;
    names.add(strings[edges[at + edgeFields.indexOf('name_or_index')] ?? 0] ?? '');
  }
  return names;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlueprintError, compileBlueprint, readBlueprint } from '@ebbflow/blueprint';
import { executeScenario, seededRandom } from '@ebbflow/engine';
import type { JsonValue } from '@ebbflow/kernel';
import { NO_FIXTURES } from './fixtures/fixture-folder.ts';
import { memoryPorts } from './memory-ports.ts';
import { MODULE_CATALOGUE } from './module-catalogue.ts';

const folder = join(import.meta.dirname, '../../../../../libs/engine/conformance');
const documents = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(join(folder, name, 'blueprint.json'), 'utf8')) as JsonValue,
);
const ODD: readonly JsonValue[] = [
  null,
  '',
  '{{',
  '{{1.x',
  'true',
  '-1',
  0,
  1e99,
  false,
  [],
  {},
  [null],
  [[[]]],
  { flow: [] },
  '{{random}}',
  '{{2}}',
];

/** The document with one to four members, anywhere in it, replaced by something odd, left out or doubled. */
function mutate(document: JsonValue, random: () => number): JsonValue {
  const copy = structuredClone(document);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) {
    let at = copy;
    for (;;) {
      if (typeof at !== 'object' || at === null) break;
      const key = pick(Object.keys(at));
      if (key === undefined) break;
      const members = at as { [key: string]: JsonValue };
      const member = members[key] ?? null;
      if (typeof member === 'object' && member !== null && random() < 0.85) {
        at = member;
        continue;
      }
      if (random() < 0.8) members[key] = structuredClone(pick(ODD) ?? null);
      else if (Array.isArray(at)) at.push(structuredClone(member));
      else Reflect.deleteProperty(at, key);
      break;
    }
  }
  return copy;
}

describe('a blueprint that somebody spoiled', () => {
  it('is refused with pointers, or comes to a verdict: nothing else ever leaves reader, compiler or engine (3000 seeds)', async () => {
    let refused = 0;
    for (let seed = 0; seed < 3_000; seed += 1) {
      const random = seededRandom(`spoiled-${String(seed)}`);
      const document = mutate(documents[seed % documents.length] ?? null, random);
      try {
        const { blueprint } = readBlueprint(document);
        const scenario = compileBlueprint(blueprint, {
          isKnownModule: (name, version) => MODULE_CATALOGUE.find(name, version) !== undefined,
        });
        const { ports } = memoryPorts('run_x', NO_FIXTURES, () => undefined);
        const input = {
          runId: 'run_x',
          startedAtMs: 0,
          timezone: 'UTC',
          triggerBundles: [{ items: [1, { a: [2] }], name: 'x' }],
          limits: { operations: 300 },
        };
        const { status } = await executeScenario(scenario, input, ports);
        expect(['success', 'warning', 'error']).toContain(status);
      } catch (error) {
        if (!(error instanceof BlueprintError)) throw new Error(`seed ${String(seed)}`, { cause: error });
        expect(error.faults.length).toBeGreaterThan(0);
        refused += 1;
      }
    }
    // Both ends must be reached, or the mutations are too harsh or too mild to show anything.
    expect(refused).toBeGreaterThan(100);
    expect(refused).toBeLessThan(2_000);
  });
});

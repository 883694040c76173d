import type { JsonObject } from '@ebbflow/kernel';
import { Reading } from '../read/reading.ts';
import type { FormatMigration } from './format-migration.ts';
import { FORMAT_MIGRATIONS, FORMAT_VERSION } from './format-migrations.ts';
import { migrateDocument } from './migrate-document.ts';

const flow = [{ id: 1, module: 'a:B' }];
const chain: readonly FormatMigration[] = [
  { to: 2, migrate: (document) => ({ ...document, title: document['name'] ?? null }) },
  { to: 3, migrate: ({ name: _, ...document }) => ({ ...document, titles: [document['title'] ?? null] }) },
];

function migrate(document: JsonObject): { document: JsonObject; faults: Reading['faults'] } {
  const reading = new Reading();
  return { document: migrateDocument(document, '', reading, chain), faults: reading.faults };
}

describe('a document of an older format', () => {
  it('goes through every change since, in their order, and gets the marker of the last', () => {
    expect(migrate({ name: 'A', flow, ebbflow: { format: 1, kept: true } })).toEqual({
      document: { flow, title: 'A', titles: ['A'], ebbflow: { format: 3, kept: true } },
      faults: [],
    });
    expect(migrate({ title: 'B', flow, ebbflow: { format: 2 } }).document).toEqual({
      flow,
      title: 'B',
      titles: ['B'],
      ebbflow: { format: 3 },
    });
  });

  it('without a marker is of the first', () => {
    expect(migrate({ name: 'A', flow }).document).toEqual({
      flow,
      title: 'A',
      titles: ['A'],
      ebbflow: { format: 3 },
    });
  });

  it('is not changed itself', () => {
    const document = { name: 'A', flow, ebbflow: { format: 1 } };
    migrate(document);
    expect(document).toEqual({ name: 'A', flow, ebbflow: { format: 1 } });
  });
});

it('a document of the latest format stays what it is', () => {
  const document = { title: 'C', flow, ebbflow: { format: 3 } };
  expect(migrate(document).document).toBe(document);
});

it.each([
  ['a later one', { format: 4 }, 'format 4; this version reads up to 3'],
  ['none', {}, 'whole number'],
  ['zero', { format: 0 }, 'whole number'],
  ['no object', 'x', 'whole number'],
])('a document whose format is %s is a fault', (_, ebbflow, message) => {
  expect(migrate({ flow, ebbflow }).faults).toEqual([
    { pointer: '/ebbflow/format', message: expect.stringContaining(message) as string },
  ]);
});

it('the changes there are lead from the first version to the one we write, without a gap', () => {
  expect(FORMAT_MIGRATIONS.map(({ to }) => to)).toEqual(FORMAT_MIGRATIONS.map((_, index) => index + 2));
  expect(FORMAT_VERSION).toBe(1 + FORMAT_MIGRATIONS.length);
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFile, type CheckReport } from './check-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'ebbflow-check-'));
const hook = { id: 1, module: 'gateway:CustomWebHook', mapper: {} };

function check(flow: readonly object[]): CheckReport {
  const file = join(folder, 'blueprint.json');
  writeFileSync(file, JSON.stringify({ flow: [hook, ...flow] }));
  return checkFile(file);
}

it('a template that does not parse and an operator nobody knows can be repaired after the import', () => {
  const report = check([
    {
      id: 2,
      module: 'json:ParseJSON',
      mapper: { json: '{{1.items.map(i => i.id)}}' },
      filter: { conditions: [[{ a: '{{1.at}}', o: 'text:greaterorequal', b: '10:30' }]] },
    },
  ]);
  expect(report).toMatchObject({ ok: true, canBeActive: false, errors: [] });
  expect(report.brokenPlaces).toMatchObject([
    { kind: 'syntax-error', moduleId: 2, module: 'json:ParseJSON', pointer: '/flow/1/mapper/json', position: 13 },
    { kind: 'unknown-operator', moduleId: 2, pointer: '/flow/1/filter/conditions/0/0/o' },
  ]);
});

it.each([
  ['an id that comes twice', { id: 1, module: 'json:ParseJSON' }, '/flow/1/id'],
  [
    'an aggregator fed from nowhere',
    { id: 2, module: 'builtin:BasicAggregator', parameters: { feeder: 9 } },
    '/flow/1/parameters/feeder',
  ],
])('%s is an error, with its place', (_, module, pointer) => {
  expect(check([module])).toMatchObject({ ok: false, canBeActive: false, errors: [{ pointer }], brokenPlaces: [] });
});

it('a module nobody knows is a placeholder, with what was meant where that can be told', () => {
  const report = check([
    { id: 2, module: 'gateway:CustomWebhook' },
    { id: 3, module: 'crm:create' },
  ]);
  expect(report).toMatchObject({
    ok: true,
    canBeActive: false,
    unknownModules: [
      { module: 'gateway:CustomWebhook', suggestion: 'gateway:CustomWebHook' },
      { module: 'crm:create', suggestion: null },
    ],
  });
});

it('what is all well can be active', () => {
  expect(check([{ id: 2, module: 'json:ParseJSON', mapper: { json: '{{1.text}}' } }])).toMatchObject({
    ok: true,
    canBeActive: true,
  });
});

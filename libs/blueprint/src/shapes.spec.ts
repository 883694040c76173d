import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@ebbflow/kernel';
import { compileBlueprint } from './compile/compile-blueprint.ts';
import { readBlueprint } from './read/read-blueprint.ts';
import { writeBlueprint } from './write-blueprint.ts';

/** One file for each odd shape that exported and hand-written blueprints were seen to have; the texts are our own. */
const folder = join(import.meta.dirname, '../test/shapes');
const shapes = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const read = (shape: string): JsonObject =>
  JSON.parse(readFileSync(join(folder, `${shape}.json`), 'utf8')) as JsonObject;

/** Stands for the apps of an installation; the real ones are tried where they are at hand, by the terminal. */
const APPS = ['gateway', 'http', 'util', 'json', 'regexp', 'scenario-service', 'placeholder', 'builtin'];
const isKnownModule = (name: string): boolean =>
  APPS.includes(name.split(':')[0] ?? '') && name !== 'gateway:CustomWebhook';

/** What a person is told, and nothing else: a remark that is not true is worse than none. */
const FINDINGS: { readonly [shape: string]: readonly string[] } = {
  'deleted-modules': [
    'unknown-reference /flow/1/mapper/variables/0/value',
    'forward-reference /flow/1/mapper/variables/1/value',
  ],
  'error-handlers': ['unknown-module /flow/3/module'],
  'iterators-and-aggregators': ['forward-reference /flow/7/mapper/body'],
  'made-by-hand': [
    'unusual-shape /flow/3/onerror',
    'unknown-module /flow/0/module',
    'unknown-function /flow/1/mapper/url',
    'operator-alias /flow/3/routes/0/flow/0/filter/conditions/0/o',
    'operator-alias /flow/3/routes/0/flow/0/filter/conditions/1/o',
    'unknown-module /flow/4/module',
    'syntax-error /flow/4/mapper/text',
  ],
  'routes-by-id': [
    'unusual-shape /flow/2/mapper/routes/0/flow',
    'unusual-shape /flow/2/mapper/routes/0',
    'unusual-shape /flow/2/mapper/routes/1/flow',
    'unusual-shape /flow/2/mapper/routes/1',
    'unknown-function /flow/1/mapper/body',
    'unknown-feeder /flow/6/parameters/feeder',
  ],
  'older-interface': ['unusual-shape /metadata/designer/orphans/1/0/module'],
};

describe('a blueprint of the shape', () => {
  it.each(shapes)('%s is told about in true findings only', (shape) => {
    const { blueprint, findings } = readBlueprint(read(shape));
    const compiled = compileBlueprint(blueprint, { isKnownModule });
    const told = [...findings, ...compiled.findings].filter(({ kind }) => kind !== 'unsupported-setting');
    expect(told.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual(FINDINGS[shape] ?? []);
    expect(told.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(shapes.filter((shape) => shape !== 'wrapped-by-the-api'))('%s is written back as it was read', (shape) => {
    expect(writeBlueprint(readBlueprint(read(shape)).blueprint)).toEqual(read(shape));
  });

  it('wrapped-by-the-api is written back without its wrapper, with the schedule that only the wrapper had', () => {
    const document = read('wrapped-by-the-api') as { response: { blueprint: string } };
    expect(writeBlueprint(readBlueprint(document).blueprint)).toEqual({
      ...(JSON.parse(document.response.blueprint) as JsonObject),
      scheduling: { type: 'immediately' },
    });
  });

  it('older-interface carries its schedule, settings and fields over', () => {
    const { schedule, settings, inputs, outputs } = compileBlueprint(readBlueprint(read('older-interface')).blueprint, {
      isKnownModule,
    });
    expect(schedule).toMatchObject({
      type: 'weekly',
      days: [1, 3],
      time: '09:30',
      between: { from: '2026-01-01T00:00:00.000Z', to: undefined },
      restrictions: [{ days: [1], months: [], time: { from: '08:00', to: '18:00' } }],
    });
    expect(settings).toMatchObject({ dlq: true, sequential: true, autoCommit: false, roundtrips: 0, slots: 2 });
    expect(inputs).toMatchObject([
      { name: 'text', type: 'text', isRequired: true, default: 'x' },
      { name: 'rows', type: 'array', spec: [{ name: 'value', type: 'collection', spec: [{ name: 'id' }] }] },
    ]);
    expect(outputs).toMatchObject([{ name: 'summary' }]);
  });
});

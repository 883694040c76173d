import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBlueprint, writeBlueprint } from '@ebbflow/blueprint';
import { ExpectedError, type JsonValue } from '@ebbflow/kernel';
import { readJson } from '../read-json.ts';
import { checkFile } from './check-report.ts';
import { runFile } from './run-report.ts';

const root = join(import.meta.dirname, '../../../../..');
const shapes = join(root, 'libs/blueprint/test/shapes');
/** Public blueprints are other people's texts, so they lie beside this repository and not in it. */
const corpus = join(root, '../shared/corpus/make-blueprints');

/** Long enough for a loaded machine; a file that hangs fails here and not by the clock of the whole suite. */
const SECONDS = 20_000;

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

function tryAll(name: string, folder: string): void {
  const missing = !existsSync(folder);
  const suite = missing ? describe.skip : describe;
  const why = missing ? ` (skipped: there is no folder ${folder})` : '';
  suite(`${name}${why}`, () => {
    const files = missing ? ['none'] : filesOf(folder);

    it.each(files)('%s is parsed, and every module and function that is not here is named', (file) => {
      const report = checkFile(join(folder, file));
      expect({ ok: report.ok, errors: report.errors }).toEqual({ ok: true, errors: [] });
      for (const { module, places } of report.unknownModules) {
        expect(module).toMatch(/:/);
        expect(places.length).toBeGreaterThan(0);
      }
    });

    it.each(files)('%s is written back as it was read', (file) => {
      const document = readJson(join(folder, file));
      const written = writeBlueprint(readBlueprint(document).blueprint);
      expect(written).toEqual({ ...unwrap(document), ...adoptedFrom(document, written) });
    });

    it.each(files)(
      '%s runs to a verdict, with placeholders that fail and with ones that give an empty bundle',
      async (file) => {
        for (const placeholders of ['fail', 'empty'] as const) {
          const { verdict } = await runFile(join(folder, file), { timezone: 'UTC', placeholders });
          expect(['success', 'warning', 'error']).toContain(verdict.status);
          // Nothing untyped may come out of a run, whatever the file says.
          expect(verdict.error?.class).not.toBe('UnexpectedError');
        }
      },
      SECONDS,
    );
  });
}

type Document = { readonly [key: string]: JsonValue };

/** The blueprint under the wrappers of the API. */
function unwrap(document: JsonValue): Document {
  const object = (typeof document === 'string' ? JSON.parse(document) : document) as Document;
  if ('flow' in object) return object;
  return unwrap(object['response'] ?? object['blueprint'] ?? null);
}

/** The only members that may be new: what just the wrapper had. */
function adoptedFrom(document: JsonValue, written: Document): Document {
  const inner = unwrap(document);
  return Object.fromEntries(
    ['name', 'scheduling'].flatMap((key) => {
      const value = written[key];
      return key in inner || value === undefined ? [] : [[key, value]];
    }),
  );
}

tryAll('shapes of blueprints', shapes);
tryAll('public blueprints', corpus);

describe('fixtures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ebbflow-fixtures-'));
  const file = join(folder, 'blueprint.json');
  const fixtures = mkdtempSync(join(tmpdir(), 'ebbflow-fixtures-'));
  writeFileSync(
    file,
    JSON.stringify({
      flow: [
        { id: 1, module: 'crm:watch' },
        { id: 2, module: 'crm:find', mapper: {} },
        { id: 3, module: 'crm:find', mapper: {} },
        { id: 4, module: 'util:SetVariables', mapper: { variables: [{ name: 'x', value: '{{1.a}}{{2.b}}{{3.b}}' }] } },
      ],
    }),
  );
  writeFileSync(join(fixtures, 'module-1.json'), JSON.stringify({ a: 'A' }));
  writeFileSync(
    join(fixtures, 'crm.json'),
    JSON.stringify([
      { module: 'crm:find', bundles: [{ b: 'any' }] },
      { module: 3, bundles: { b: 'third' } },
    ]),
  );

  it('stand in for placeholders by id before name', async () => {
    const { verdict, modules } = await runFile(file, { timezone: 'UTC', fixtures });
    expect(verdict.status).toBe('success');
    expect(modules.at(-1)?.bundles).toEqual([{ x: 'Aanythird' }]);
  });

  it('that are missing end the run with the name of the module, or are made up for, and told', async () => {
    const { verdict } = await runFile(file, { timezone: 'UTC' });
    expect(verdict).toMatchObject({ status: 'error', error: { moduleId: 1 } });
    expect(verdict.error?.message).toContain('crm:watch');
    const filled = await runFile(file, { timezone: 'UTC', placeholders: 'empty' });
    expect(filled.verdict.status).toBe('success');
    expect(filled.warnings.filter((warning) => warning.includes('module-2.json'))).toHaveLength(1);
  });

  it('that are neither are refused by name', async () => {
    const bad = mkdtempSync(join(tmpdir(), 'ebbflow-fixtures-'));
    writeFileSync(join(bad, 'odd.json'), '{"module":"crm:find"}');
    await expect(runFile(file, { timezone: 'UTC', fixtures: bad })).rejects.toThrow(ExpectedError);
    await expect(runFile(file, { timezone: 'UTC', fixtures: bad })).rejects.toThrow('odd.json');
  });
});

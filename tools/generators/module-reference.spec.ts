import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MODULE_CATALOGUE as CLI_CATALOGUE } from '../../deploy/cli/src/commands/offline/module-catalogue.ts';
import { MODULE_CATALOGUE } from '../../services/executor/src/scenarios/module-catalogue.ts';
import { modulesPage } from './module-reference.ts';

const root = resolve(import.meta.dirname, '../..');

/** Table cells are padded by the formatter; what they say is not. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/-{3,}/g, '---').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

it('is what docs/reference/modules.md says', () => {
  const page = readFileSync(join(root, 'docs/reference/modules.md'), 'utf8');
  expect(lines(page)).toEqual(lines(modulesPage(MODULE_CATALOGUE.modules)));
});

it('is the same offline as in an installation', () => {
  expect(modulesPage(CLI_CATALOGUE.modules)).toBe(modulesPage(MODULE_CATALOGUE.modules));
});

it('names no field that no code reads', () => {
  const folder = join(root, 'libs/connectors');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\/src\/.*\.ts$/.test(path) && !path.endsWith('.spec.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8').replace(/\n {2}fields: \{[^}]*\},/g, ''))
    .join('\n');
  // What the engine asks for, and what is read by nobody because no data structure is asked.
  const elsewhere = ['…', 'feeder', 'continueWhenNoRes', 'hook', 'maxResults', 'type'];
  const named = MODULE_CATALOGUE.modules.flatMap(({ fields }) => [
    ...(fields?.parameters ?? []),
    ...(fields?.mapper ?? []),
  ]);
  expect(named.length).toBeGreaterThan(100);
  const unread = named.filter((name) => !elsewhere.includes(name) && !new RegExp(`\\b${name}\\b`).test(sources));
  expect(unread).toEqual([]);
});

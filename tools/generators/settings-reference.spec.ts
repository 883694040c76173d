import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderChart } from '../checks/chart/render-chart.ts';
import { readSettings, settingsPage } from './settings-reference.ts';

const root = resolve(import.meta.dirname, '../..');
const settings = readSettings(root);

/** Table cells are padded by the formatter; what they say is not. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/-{3,}/g, '---').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

/** A setting, or the file form of a secret, or the address of a service. */
function isKnown(variable: string): boolean {
  return settings.some(({ variable: known, kind }) => {
    if (known.endsWith('<SERVICE>')) return variable.startsWith(known.replace('<SERVICE>', ''));
    return variable === known || (/secret/i.test(kind) && variable === `${known}_FILE`);
  });
}

it('finds settings with their default, bounds and meaning', () => {
  expect(settings.find(({ variable }) => variable === 'EBB_DATABASE_POOL_SIZE')).toMatchObject({
    kind: 'integer',
    defaultText: '8',
    bounds: 'at least 1; at most 100',
    comment: expect.stringContaining('Connections'),
    project: 'libs/persistence',
  });
  expect(settings.find(({ variable }) => variable === 'EBB_DATABASE_PASSWORD')).toMatchObject({ kind: 'secret' });
});

it('explains every setting of a config class', () => {
  expect(
    settings
      .filter(({ comment, project }) => comment === '' && project !== 'deploy/cli')
      .map(({ variable }) => variable),
  ).toEqual([]);
});

it('is what docs/reference/configuration.md says', () => {
  const page = readFileSync(join(root, 'docs/reference/configuration.md'), 'utf8');
  expect(lines(page)).toEqual(lines(settingsPage(settings)));
});

it('knows every setting that compose gives to a container', () => {
  const text = readFileSync(join(root, 'deploy/compose/compose.yaml'), 'utf8');
  const given = [...text.matchAll(/^\s+(EBB_[A-Z_]+):/gm)].map(([, variable = '']) => variable);
  expect(given.length).toBeGreaterThan(20);
  expect(given.filter((variable) => !isKnown(variable))).toEqual([]);
});

it('knows every setting that the chart gives to a container', async () => {
  const { manifests } = await renderChart();
  const given = manifests
    .flatMap((manifest: any) => manifest.spec?.template?.spec?.containers ?? [])
    .flatMap((container: any) => container.env.map(({ name }: any) => name as string))
    .filter((name: string) => name.startsWith('EBB_'));
  expect(given.length).toBeGreaterThan(40);
  expect(given.filter((variable: string) => !isKnown(variable))).toEqual([]);
}, 180_000);

it('does not know a setting that nobody reads', () => {
  expect(isKnown('EBB_DATABASE_PASWORD')).toBe(false);
  expect(isKnown('EBB_DATABASE_URL_FILE')).toBe(false);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RetainedTerm } from './retained-term.ts';
import { retentionPolicy } from './retention-policy.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Ways in which a lifetime of so many days could be written again: `P30D`, `30d`, `ofDays(30)`, `30 days`,
 * `interval '30'`, `30 * 24`, `30 * 86_400`, `2_592_000_000`. Numbers below a week are too common to search for.
 */
function copiesOf(days: number): RegExp {
  const n = String(days);
  const grouped = (value: number) => `${String(value)}|${value.toLocaleString('en-US').replaceAll(',', '_')}`;
  return new RegExp(
    [
      `P${n}D`,
      `\\b${n}d\\b`,
      `ofDays\\(\\s*${n}\\s*\\)`,
      `\\b${n}[ -]?days?\\b`,
      `\\b${n}\\s*\\*\\s*(24\\b|86_?400|DAY)`,
      `\\b(${grouped(days * 86_400)}|${grouped(days * 86_400_000)})\\b`,
    ].join('|'),
    'i',
  );
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', 'test'].includes(entry.name) ? [] : sourcesUnder(path);
    return /\.(ts|sql|ya?ml|tpl|mjs)$/.test(entry.name) && !entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|^\s*(\/\/|#).*$/gm, '');

/** Lifetimes in days; of one service's own tables when it is named. */
function lifetimes(service?: string): number[] {
  const held = retentionPolicy().categories.filter(
    ({ stores }) => service === undefined || stores.some((store) => store.service === service),
  );
  return [...new Set(held.map(({ ttl }) => ttl.milliseconds / 86_400_000))];
}

function offenders(files: readonly string[], days = lifetimes()): string[] {
  return files.flatMap((file) => {
    const text = withoutComments(readFileSync(file, 'utf8'));
    return days
      .filter((count) => copiesOf(count).test(text))
      .map((count) => `${relative(root, file)} (${String(count)} days)`);
  });
}

describe('the lifetime of a retained category', () => {
  it('is written in no source of the services that hold or drop the data', () => {
    const files = ['gateway', 'log-store', 'retention', 'executor'].flatMap((service) =>
      sourcesUnder(join(root, 'services', service)),
    );
    expect(files.length).toBeGreaterThan(10);
    expect(offenders(files)).toEqual([]);
  });

  it('is written in no source of identity, whose links and sessions have lifetimes of their own', () => {
    expect(lifetimes('identity')).toEqual([60, 180]);
    expect(offenders(sourcesUnder(join(root, 'services/identity')), lifetimes('identity'))).toEqual([]);
  });

  it('is written in no source of vault, which drops what connections were used for by itself', () => {
    const days = retentionPolicy().record('connection-uses').ttl.milliseconds / 86_400_000;
    expect(days).toBe(30);
    expect(offenders(sourcesUnder(join(root, 'services/vault')), [days])).toEqual([]);
  });

  it.each(['P30D', "'60d'", 'Duration.ofDays(7)', "interval '30 days'", '60 * 24 * 3600', '2_592_000_000', '5184000'])(
    'would be found if it were written as %s',
    (copy) => {
      expect([7, 30, 60].some((days) => copiesOf(days).test(`const keep = ${copy};`))).toBe(true);
    },
  );

  it('would not be seen in other numbers', () => {
    for (const harmless of ['const x = 30;', 'P2D', 'ofSeconds(60)', '130 days', '60_000']) {
      expect([7, 30, 60].some((days) => copiesOf(days).test(harmless))).toBe(false);
    }
  });
});

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Ways in which a length shorter than a week, or one of a year, could be written again: with its unit, or in seconds or milliseconds. */
function copiesOfLength(milliseconds: number): RegExp {
  const [count, unit] = milliseconds % DAY_MS === 0 ? [milliseconds / DAY_MS, 'd'] : [milliseconds / MINUTE_MS, 'm'];
  const text = `${String(count)}${unit}`;
  const iso = unit === 'd' ? `P${String(count)}D` : `PT${text.toUpperCase()}`;
  const words = `\\b${String(count)}[ -]?${unit === 'd' ? 'days?' : 'minutes?'}\\b`;
  const grouped = [milliseconds / 1_000, milliseconds].map(
    (value) => `${String(value)}|${value.toLocaleString('en-US').replaceAll(',', '_')}`,
  );
  return new RegExp(
    `['"\`]${text}\\b|${iso}|ofDays\\(\\s*${String(count)}\\s*\\)|${words}|\\b(${grouped.join('|')})\\b`,
    'i',
  );
}

const lengthsOf = (...kinds: RetainedTerm['kind'][]): number[] => [
  ...new Set(
    retentionPolicy().terms.flatMap(({ kind, ttl }) => (kinds.includes(kind) && ttl ? [ttl.milliseconds] : [])),
  ),
];

function copies(folder: string, lengths: readonly number[], except: RegExp = /$^/): string[] {
  const files = sourcesUnder(join(root, folder)).filter((file) => !except.test(file));
  expect(files.length).toBeGreaterThan(0);
  return files.flatMap((file) => {
    const text = withoutComments(readFileSync(file, 'utf8'));
    return lengths.filter((length) => copiesOfLength(length).test(text)).map(() => relative(root, file));
  });
}

describe('a lifetime that is no row', () => {
  it('is written in no source of the console, where the cookies are', () => {
    expect(copies('services/console/src', lengthsOf('cookie', 'session'), /src\/(assets|limits|web)\//)).toEqual([]);
  });

  it('is written in no source of the sessions, nor of the notice', () => {
    expect(copies('services/identity/src/sessions', lengthsOf('session'))).toEqual([]);
    expect(copies('services/identity/src/notice', lengthsOf('deadline'))).toEqual([]);
  });

  it('is written in no event and nowhere where topics are made', () => {
    expect(copies('libs/messaging/src', lengthsOf('topic'))).toEqual([]);
    expect(copies('libs/contracts/src/events', lengthsOf('topic'))).toEqual([]);
  });

  it.each(['helm', 'deploy/compose', 'deploy/docker', 'deploy/all-in-one/src'])(
    'is written nowhere in %s, nor is that of a category',
    (folder) => {
      expect(copies(folder, lengthsOf('cookie', 'session', 'topic'), /\/sample\//)).toEqual([]);
      expect(offenders(sourcesUnder(join(root, folder)))).toEqual([]);
    },
  );

  it.each([
    [20 * MINUTE_MS, ["'20m'", 'PT20M', '1200', '1_200_000', '20 minutes']],
    [2 * DAY_MS, ['ofDays(2)', "'2d'", 'P2D', '172_800', '2 days']],
    [365 * DAY_MS, ['31_536_000', '31536000', "'365d'"]],
  ])('of %i ms would be found if it were written again', (length, texts) => {
    for (const text of texts) expect(copiesOfLength(length).test(`const keep = ${text};`)).toBe(true);
    for (const text of ['120m', "'20s'", '1_2000', '12 days', 'ofDays(12)'])
      expect(copiesOfLength(length).test(`const keep = ${text};`)).toBe(false);
  });
});

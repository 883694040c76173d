import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { TOPOLOGY } from '../../libs/contracts/src/topology.ts';
import { HouseCopy } from './house-copy.builder.ts';

let copy: HouseCopy;

beforeEach(() => {
  copy = new HouseCopy('docs/adr', 'libs/contracts/src', 'services/vault/package.json', '.prettierrc.json');
});
afterEach(() => {
  copy[Symbol.dispose]();
});

const filesIn = (folder: string): string[] =>
  readdirSync(join(copy.root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(copy.root.length + 1))
    .sort();

/** Names of different lengths, because it is they that make lines break. */
it.each([
  ['service', 'a', '--noun', 'b'],
  ['service', 'mail-sender-of-the-whole-organisation', '--noun', 'delivery-of-a-notification'],
  ['connector', 'x'],
  ['connector', 'sheets-and-tables-of-another-vendor'],
  ['event', 'gateway.done', '--noun', 'run'],
  ['event', 'log-store.execution-details-removed', '--noun', 'execution'],
  ['adr', 'One *thing* at a time'],
])('writes %s %s as the formatter would', async (...argv) => {
  const before = new Set(filesIn('.'));
  expect(await copy.generate(...argv)).toMatchObject({ code: 0, err: '' });
  const added = filesIn('.').filter((path) => !before.has(path));
  expect(added.length).toBeGreaterThan(0);
  for (const path of [...added, 'libs/contracts/src/index.ts']) {
    const filepath = join(copy.root, path);
    expect([path, await check(copy.read(path), { ...(await resolveConfig(filepath)), filepath })]).toEqual([
      path,
      true,
    ]);
  }
});

describe('an event', () => {
  it('is one file and one line of the index, in its place', async () => {
    const { out } = await copy.generate('event', 'gateway.hook-disabled', '--noun', 'hook');
    expect(copy.read('libs/contracts/src/events/gateway.hook-disabled.v1.event.ts')).toContain("noun: 'hook',");
    const index = copy.read('libs/contracts/src/index.ts').trimEnd().split('\n');
    expect(index).toContain("export * from './events/gateway.hook-disabled.v1.event.ts';");
    expect(index).toEqual([...new Set(index)].sort());
    expect(out).toContain("'ebbflow.gateway.hook' under `publishes` of gateway");
  });

  it('is told apart from one more fact about a noun that has its topic', async () => {
    const { out } = await copy.generate('event', 'executor.run-started', '--noun', 'run');
    expect(out).toContain("'ebbflow.executor.run' is published already");
  });

  it.each([
    [['executor', '--noun', 'run'], 'named <service>.<fact>'],
    [['executor.run.done', '--noun', 'run'], 'named <service>.<fact>'],
    [['mailer.mail-sent', '--noun', 'mail'], 'There is no service "mailer"; there are identity, vault'],
    [['executor.runDone', '--noun', 'run'], 'The fact of an event must be kebab-case'],
    [['executor.run-2-done', '--noun', 'run'], 'must have no digits'],
    [['executor.run-done', '--noun', 'Run'], 'The noun of an event must be kebab-case'],
    [['executor.run-done'], 'Say with --noun'],
    [['executor.run-done', '--nuon', 'run'], "Unknown option '--nuon'"],
  ])('%j is refused with a sentence and the usage', async (argv, sentence) => {
    const before = filesIn('.');
    const { code, err } = await copy.generate('event', ...argv);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).toContain('Usage:\n  npm run new -- event <service>.<fact> --noun <noun>');
    expect(filesIn('.')).toEqual(before);
  });
});

describe('a decision', () => {
  it('gets the next number, from the last one there is', async () => {
    const last = Math.max(...readdirSync(join(copy.root, 'docs/adr')).map((file) => Number(file.slice(0, 4))));
    await copy.generate('adr', 'Queues are “bounded”: Ödön’s rule');
    const number = String(last + 1).padStart(4, '0');
    const text = copy.read(`docs/adr/${number}-queues-are-bounded-odons-rule.md`);
    expect(text).toMatch(
      new RegExp(`^# ${number} · Queues are “bounded”: Ödön’s rule\n\n2026-11 · Status: proposed\n`),
    );
    expect(text).toContain('## What would change our mind');
    copy.write('docs/adr/0998-far.md', '');
    await copy.generate('adr', 'Another');
    expect(copy.read('docs/adr/0999-another.md')).toContain('# 0999 · Another');
  });

  it('is refused when there is one of that title, or the title names no file', async () => {
    await copy.generate('adr', 'Bounded queues');
    const again = await copy.generate('adr', 'Bounded, queues!');
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('bounded-queues.md has this title') });
    expect((await copy.generate('adr', '…')).code).toBe(2);
    expect((await copy.generate('adr', 'x'.repeat(81))).code).toBe(2);
    expect((await copy.generate('adr', 'Bounded', 'queues')).err).toContain('put a title in quotes');
  });
});

describe('what is there already', () => {
  it.each([
    ['libs/connectors/slack/NOTES.md', ['connector', 'slack']],
    ['services/mailer/NOTES.md', ['service', 'mailer']],
    ['libs/contracts/src/api/mailer.api.ts', ['service', 'mailer']],
    ['libs/contracts/src/events/gateway.hook-gone.v1.event.ts', ['event', 'gateway.hook-gone', '--noun', 'hook']],
  ])('%s stays as it is, and nothing is written beside it', async (path, argv) => {
    copy.write(path, 'mine\n');
    const before = filesIn('.');
    const index = copy.read('libs/contracts/src/index.ts');
    const { code, out, err } = await copy.generate(...argv);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Nothing was written: .* exists/);
    expect(filesIn('.')).toEqual(before);
    expect(copy.read(path)).toBe('mine\n');
    expect(copy.read('libs/contracts/src/index.ts')).toBe(index);
  });

  it('includes every service of the topology', async () => {
    expect(await copy.generate('service', 'executor')).toMatchObject({ code: 1 });
  });
});

it.each([[[]], [['feature', 'x']], [['service']], [['connector', 'My App']], [['service', 'mailer', '--noun', 'a/b']]])(
  '%j is not understood',
  async (argv) => {
    const { code, out, err } = await copy.generate(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^[^\n]+\nUsage:\n {2}npm run new -- /);
  },
);

it('says what else must know a new service, with the next free port', async () => {
  const { out } = await copy.generate('service', 'mailer', '--noun', 'letter');
  const taken = Object.values(TOPOLOGY).map(({ port }) => port);
  expect(out).toContain(`mailer: { port: ${String(Math.max(...taken) + 1)}, schema: 'mailer', publishes: [],`);
  for (const part of ['module-boundaries.ts', 'all-in-one', 'compose.yaml', 'helm/ebbflow', 'package-lock-only']) {
    expect(out).toContain(part);
  }
});

it('says where a new app is registered', async () => {
  const { out } = await copy.generate('connector', 'google-sheets');
  const line = "import { googleSheetsConnector } from '@ebbflow/connector-google-sheets';";
  expect(out.split(line)).toHaveLength(3);
});

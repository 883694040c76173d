import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runProgram } from '../../program.ts';

interface Received {
  readonly call: string;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
}

const folder = mkdtempSync(join(tmpdir(), 'ebbflow-privacy-'));
const received: Received[] = [];
/** By path: what is answered, with 404 for a path nobody gave one. */
const answers = new Map<string, unknown>();
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const path = (request.url ?? '').replace('/api/', '');
    received.push({
      call: `${String(request.method)} ${path}`,
      body: body === '' ? undefined : JSON.parse(body),
      ifMatch: request.headers['if-match'],
    });
    const answer = answers.get(path.split('?')[0] ?? '');
    const status = answer === undefined ? 404 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { code: 'TEST.NOT_THERE', detail: 'There is none.' }));
  });
});
const home = process.cwd();

/** The program looks for an instance in the folder it is started in. */
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  mkdirSync(join(folder, '.ebbflow'));
  writeFileSync(join(folder, '.ebbflow/operator.json'), JSON.stringify({ url, token: 'ebb_test' }));
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(home);
  process.exitCode = 0;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  received.length = 0;
  answers.clear();
});

/** In this process: what it prints is caught, and its exit code is its answer. */
async function ebbflow(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const [toOut, toErr] = [process.stdout.write, process.stderr.write];
  process.stdout.write = (chunk: string) => out.push(chunk) > 0;
  process.stderr.write = (chunk: string) => err.push(chunk) > 0;
  process.exitCode = 0;
  try {
    return { code: await runProgram(['node', 'ebbflow', 'privacy', ...argv]), out: out.join(''), err: err.join('') };
  } finally {
    process.stdout.write = toOut;
    process.stderr.write = toErr;
    process.exitCode = 0;
  }
}
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const ground = `--law Law --article '§ 1' --reason 'Because it says so.' --until 2027-01-01T00:00:00Z`;
const held = {
  ground: { law: 'Law', article: '§ 1', reason: 'Because it says so.' },
  until: '2027-01-01T00:00:00.000Z',
};
const organisation = { kind: 'organisation', tenantId: 'org_1' };

describe('what is typed becomes one call', () => {
  it.each<[string, string, unknown]>([
    ['list --state open --limit 5', 'GET retention/v1/subject-requests?state=open&limit=5', undefined],
    ['request show sbr_1', 'GET retention/v1/subject-requests/sbr_1', undefined],
    [
      'request open access --email ada@example.test --verified',
      'POST retention/v1/subject-requests',
      { type: 'access', subject: { kind: 'user', email: 'ada@example.test', isVerified: true } },
    ],
    [
      'request open erasure --value ada@example.test +420777',
      'POST retention/v1/subject-requests',
      { type: 'erasure', subject: { kind: 'data-subject', values: ['ada@example.test', '+420777'] } },
    ],
    [
      'request open rectification --value Ada --replace Ada=Eve',
      'POST retention/v1/subject-requests',
      {
        type: 'rectification',
        subject: { kind: 'data-subject', values: ['Ada'] },
        values: [{ from: 'Ada', to: 'Eve' }],
      },
    ],
    [
      `request extend sbr_1 --reason 'Very many runs.'`,
      'POST retention/v1/subject-requests/sbr_1/extension',
      { reason: 'Very many runs.' },
    ],
    [
      `request deny sbr_1 --reason no-match --ground 'Article 12(2)'`,
      'POST retention/v1/subject-requests/sbr_1/denial',
      { reason: 'no-match', ground: 'Article 12(2)' },
    ],
    ['request accept sbr_1', 'POST retention/v1/subject-requests/sbr_1/decision', {}],
    ['request lift sbr_1', 'POST retention/v1/subject-requests/sbr_1/lifting', {}],
    ['request withdraw sbr_1', 'DELETE retention/v1/subject-requests/sbr_1', undefined],
    [
      'plan --organisation org_1 --request sbr_1',
      'POST retention/v1/erasures',
      { subject: organisation, requestId: 'sbr_1' },
    ],
    [
      'plan --organisation org_1 --user usr_1',
      'POST retention/v1/erasures',
      { subject: { kind: 'user', tenantId: 'org_1', userId: 'usr_1' } },
    ],
    ['approve era_1', 'POST retention/v1/erasures/era_1/approval', {}],
    ['status era_1', 'GET retention/v1/erasures/era_1', undefined],
    ['withdraw era_1', 'DELETE retention/v1/erasures/era_1', undefined],
    [
      `hold set --organisation org_1 --store executor.run ${ground}`,
      'POST retention/v1/holds',
      { subject: organisation, ...held, scope: { stores: ['executor.run'], fields: [] } },
    ],
    ['hold confirm hld_1', 'POST retention/v1/holds/hld_1/confirmation', {}],
    [
      `held read --reason 'Tax inspection.' --number 7`,
      'POST retention/v1/held-records/readings',
      { reason: 'Tax inspection.', number: '7' },
    ],
    [
      `breach open --title 'A laptop' --description 'It was lost.' --subjects 12`,
      'POST retention/v1/breaches',
      { title: 'A laptop', description: 'It was lost.', approximateSubjects: 12 },
    ],
    ['breach letter brc_1 authority', 'GET retention/v1/breaches/brc_1/templates/authority', undefined],
    [
      'access summary --token tok_1 --from 2026-01-01T00:00:00Z',
      'GET identity/v1/access-log/summary?apiTokenId=tok_1&from=2026-01-01T00%3A00%3A00Z',
      undefined,
    ],
    ['data-map', 'GET retention/v1/data-map', undefined],
    ['certificate get ../../secrets', 'GET retention/v1/certificates/..%2F..%2Fsecrets', undefined],
  ])('%s', async (line, call, body) => {
    const { code, err } = await ebbflow(...wordsOf(line));
    expect(received.map((one) => ({ call: one.call, body: one.body }))).toEqual([{ call, body }]);
    // Nobody gave an answer: it is refused, and says so.
    expect({ code, err }).toEqual({ code: 1, err: 'There is none.\n' });
  });

  it.each([
    'plan --organisation org_1 --user usr_1 --device dev_1',
    'plan --user usr_1',
    'request open access --email a@example.test --value a@example.test',
    'hold set --organisation org_1',
    'lifetimes set nonsense',
    'lifetimes show --team tea_1 --scenario scn_1',
  ])('%s becomes none', async (line) => {
    answers.set('executor/v1/lifetimes', { revision: 0, lifetimes: {} });
    expect((await ebbflow(...wordsOf(line))).code).toBeGreaterThan(0);
    expect(received.filter(({ call }) => !call.startsWith('GET'))).toEqual([]);
  });
});

describe('an answer', () => {
  it('is a table for people and one document for machines', async () => {
    const list = { items: [], nextCursor: 'next' };
    answers.set('retention/v1/holds', list);
    expect(await ebbflow('hold', 'list')).toMatchObject({
      code: 0,
      out: expect.stringContaining('There are more: --cursor next'),
    });
    const { out } = await ebbflow('hold', 'list', '--json');
    expect(JSON.parse(out)).toEqual(list);
  });

  it('ends with 1 while a request is overdue or a breach was not told in time', async () => {
    const request = {
      id: 'sbr_1',
      type: 'access',
      state: 'open',
      subject: { kind: 'user' },
      receivedAt: '',
      dueAt: '',
    };
    const duty = { to: 'authority', article: '33(1)', dueAt: null, remainingSeconds: -60 };
    for (const isBad of [false, true]) {
      answers.set('retention/v1/subject-requests', { items: [{ ...request, isOverdue: isBad }], nextCursor: null });
      const duties = [{ ...duty, state: isBad ? 'overdue' : 'done' }];
      answers.set('retention/v1/breaches', {
        items: [{ id: 'brc_1', state: 'open', risk: 'high', awareAt: '', title: '', duties }],
        nextCursor: null,
      });
      for (const list of [['list'], ['breach', 'list']]) expect((await ebbflow(...list)).code).toBe(isBad ? 1 : 0);
    }
  });

  it('says what an erasure waits for on standard error, until it is done', async () => {
    const erasure = {
      id: 'era_1',
      subject: null,
      counts: {},
      exceptions: [],
      plannedAt: '',
      requestedBy: '',
      approval: 'grace',
    };
    const step = { service: 'vault', phase: 'shred', doneAt: null, counts: {} };
    answers.set('retention/v1/erasures/era_1', { ...erasure, state: 'shredding', steps: [step] });
    setTimeout(() => answers.set('retention/v1/erasures/era_1', { ...erasure, state: 'done', steps: [] }), 200);
    expect(await ebbflow('run', 'era_1')).toMatchObject({ code: 0, err: 'shredding: vault\ndone\n' });
    answers.set('retention/v1/erasures/era_1', { ...erasure, state: 'planned', steps: [] });
    expect(await ebbflow('run', 'era_1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nobody has approved'),
    });
    answers.set('retention/v1/erasures/era_1', { ...erasure, state: 'shredding', steps: [step] });
    expect((await ebbflow('run', 'era_1', '--timeout', '0')).code).toBe(1);
  });

  it('is changed at the revision that was read', async () => {
    answers.set('executor/v1/lifetimes', { revision: 4, lifetimes: {} });
    await ebbflow('lifetimes', 'set', 'notifications=P3D');
    expect(received.at(-1)).toMatchObject({ ifMatch: '"4"', body: { lifetimes: { notifications: 'P3D' } } });
  });

  it('goes into a file that was not there', async () => {
    answers.set('retention/v1/subject-requests/sbr_1/export', { zip: true });
    const to = join(folder, 'export.zip');
    expect(await ebbflow('request', 'export', 'sbr_1', '--to', to)).toMatchObject({ code: 0 });
    expect(readFileSync(to, 'utf8')).toBe('{"zip":true}');
    expect((await ebbflow('request', 'export', 'sbr_1', '--to', to)).code).toBe(1);
    const none = join(folder, 'none.zip');
    expect((await ebbflow('request', 'export', 'sbr_2', '--to', none)).code).toBe(1);
    expect(existsSync(none)).toBe(false);
  });
});

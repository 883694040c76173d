import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@ebbflow/testing';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { Browser } from '../src/browser.ts';
import { documentedCommands, wordsOf } from '../src/documented-commands.ts';
import { newFolder } from '../src/new-folder.ts';
import { runInTerminal, type Said } from '../src/terminal.ts';

const TERMINAL = 'npm run ebbflow -- ';
const PASSWORD = 'seven quiet tides';
const PERSON = 'petr@example.test';
const PATIENCE_MS = 120_000;
const elsewhere = newFolder('ebbflow compliance ');
const operatorFile = join(elsewhere, 'operator.yaml');
writeFileSync(
  operatorFile,
  `operator: { name: Quay Automation, address: 1 Quay, contact: privacy@quay.test }
place: { region: European Union, dataCentre: Port 1, certificates: [] }
processors: []
`,
);
/** Of the page, in its order; each is run once, with these words in place of its capitals. */
const steps = documentedCommands('docs/guides/compliance.md').filter((line) => line.includes(TERMINAL));
const words = new Map([
  ['PERSON', PERSON],
  ['CERTIFICATE_FILE', join(elsewhere, 'certificate.json')],
  ['KEYS_FILE', join(elsewhere, 'keys.json')],
]);

describe('the guide for compliance staff, followed step by step', () => {
  const ebbflow = new AllInOneProcess({ EBB_OPERATOR_FILE: operatorFile }, newFolder('ebbflow guide '));
  let followed = 0;

  /** The next command of the page, which must begin so. */
  const follow = async (beginning: string, code = 0): Promise<Said> => {
    const line = steps[followed] ?? '';
    followed += 1;
    const [settings = '', command = ''] = line.split(TERMINAL);
    expect(command.startsWith(`privacy ${beginning}`) ? beginning : command).toBe(beginning);
    const stand = (text: string): string => words.get(text) ?? text;
    const asSecond = wordsOf(settings).map((pair) => pair.split('=') as [string, string]);
    const environment = Object.fromEntries(asSecond.map(([name, value]) => [name, stand(value)]));
    const said = await runInTerminal(wordsOf(command).map(stand), { EBB_DATA_DIR: ebbflow.dataDir, ...environment });
    expect({ command, ...said }).toEqual({ command, ...said, code });
    return said;
  };
  const keep = (word: string, { stdout }: Said, id: RegExp): void => {
    words.set(word, id.exec(stdout)?.[0] ?? '');
    expect(words.get(word)).not.toBe('');
  };
  /** Asks again, as a reader of the page does, until it says so. */
  const shown = (words: string[], what: RegExp): Promise<unknown> =>
    waitFor(async () => what.test((await runInTerminal(words, { EBB_DATA_DIR: ebbflow.dataDir })).stdout), {
      timeoutMs: 60_000,
      what: `${words.join(' ')} to say ${String(what)}`,
    });

  beforeAll(async () => {
    await ebbflow.start();
    const owner = new Browser();
    await owner.open(/First password +(\S+)/.exec(ebbflow.output)?.[1] ?? '');
    await owner.submit({ email: 'second@example.test', password: PASSWORD, again: PASSWORD });
    await tokenOf(owner);
    await register(owner);
  }, PATIENCE_MS);

  afterAll(async () => {
    await ebbflow[Symbol.asyncDispose]();
    rmSync(elsewhere, { recursive: true });
  }, PATIENCE_MS);

  /** The second person: the owner, with a token of the owner's own. */
  async function tokenOf(owner: Browser): Promise<void> {
    await owner.open(`${ebbflow.consoleUrl}/csrf-token`);
    const { csrfToken } = JSON.parse(owner.page) as { csrfToken: string };
    const cookie = ['ebb_session', 'ebb_csrf'].map((name) => `${name}=${owner.cookie(name) ?? ''}`).join('; ');
    const made = await fetch(`${ebbflow.consoleUrl}/api/identity/v1/me/api-tokens`, {
      method: 'POST',
      headers: { cookie, 'x-ebb-csrf': csrfToken, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Second person', scopes: ['*'], expiresInDays: 1 }),
    });
    const { id, token } = (await made.json()) as { id: string; token: string };
    const me = (await (await ebbflow.api('identity/v1/me')).json()) as { organisationId: string };
    const { items } = (await (await ebbflow.api('identity/v1/members')).json()) as { items: { userId: string }[] };
    words.set('URL', ebbflow.consoleUrl).set('TOKEN', token).set('TOKEN_ID', id);
    words.set('ORG', me.organisationId).set('USER', items[0]?.userId ?? '');
  }

  /** Somebody with an account of one's own; the owner passes the mail on, as there is no server for it. */
  async function register(owner: Browser): Promise<void> {
    const person = new Browser();
    await person.open(`${ebbflow.consoleUrl}/register`);
    await person.submit({ email: PERSON, password: PASSWORD, again: PASSWORD });
    const link = await waitFor(async () => {
      await owner.open(`${ebbflow.consoleUrl}/outbox`);
      return /http:\S+\/register\/[\w-]+/.exec(owner.page)?.[0];
    });
    await person.open(link);
    await person.submit({ password: PASSWORD });
  }

  it(
    'every morning: nothing is late',
    async () => {
      expect((await follow('list')).stdout).toContain('No requests.');
      expect((await follow('breach list')).stdout).toContain('No breaches.');
    },
    PATIENCE_MS,
  );

  it(
    'a person with an account gets a copy, an extension with its reason, and a refusal with its law',
    async () => {
      keep('ACCESS', await follow('request open access'), /sbr_[0-9a-f]{32}/);
      expect((await follow('request show')).stdout).toMatch(/we are +controller/);
      await follow('request accept');
      await shown(['privacy', 'request', 'show', words.get('ACCESS') ?? ''], /export-ready/);
      keep('RESTRICTION', await follow('request open restriction'), /sbr_[0-9a-f]{32}/);
      expect((await follow('request extend')).stdout).toContain('three organisations');
      expect((await follow('request deny')).stdout).toMatch(/denied +manifestly-unfounded/);
    },
    PATIENCE_MS,
  );

  it(
    'and is forgotten: planned by one, approved by another, certified, and verified without a network',
    async () => {
      keep('ERASURE_REQUEST', await follow('request open erasure'), /sbr_[0-9a-f]{32}/);
      keep('ERASURE', await follow('request accept'), /era_[0-9a-f]{32}/);
      expect((await follow('status')).stdout).toMatch(/state +planned/);
      const alone = ['privacy', 'approve', words.get('ERASURE') ?? ''];
      expect(await runInTerminal(alone, { EBB_DATA_DIR: ebbflow.dataDir })).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('second person'),
      });
      await follow('approve');
      const done = await follow('run');
      keep('CERTIFICATE', done, /(?<=certificate +)\S+/);
      await follow('certificate get');
      await follow('certificate keys');
      expect((await follow('certificate verify')).stdout).toMatch(/^Good: signed by [\s\S]* 0 places left/);
      const browser = new Browser();
      await browser.open(`${ebbflow.consoleUrl}/`);
      await browser.submit({ email: PERSON, password: PASSWORD });
      expect(browser.status).toBeGreaterThanOrEqual(400);
    },
    PATIENCE_MS,
  );

  it(
    'somebody in an organisation’s data is forgotten because the organisation says so',
    async () => {
      keep('ORG_ERASURE', await follow('request open erasure --value'), /era_[0-9a-f]{32}/);
      expect((await follow('run')).stdout).toMatch(/state +done/);
    },
    PATIENCE_MS,
  );

  it(
    'what a law keeps is set by one and confirmed by another, and two release it',
    async () => {
      keep('HOLD', await follow('hold set'), /hld_[0-9a-f]{32}/);
      const plan = ['privacy', 'plan', '--organisation', words.get('ORG') ?? '', '--user', words.get('USER') ?? ''];
      const refused = await runInTerminal([...plan, '--json'], { EBB_DATA_DIR: ebbflow.dataDir });
      expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('RETENTION.UNDER_HOLD') });
      expect((await follow('hold confirm')).stdout).toMatch(/state +in-force/);
      expect((await follow('hold list')).stdout).toContain('Code of Civil Procedure');
      expect((await follow('hold release')).stdout).toMatch(/state +release-proposed/);
      expect((await follow('hold release')).stdout).toMatch(/state +released/);
      expect((await follow('held read')).stdout).toContain('Nothing is held.');
      expect((await follow('held readings')).stdout).toContain('Tax inspection 2026');
    },
    PATIENCE_MS,
  );

  it(
    'a breach: what could be read with the token, what was, who has to be told, and its end',
    async () => {
      keep('BREACH', await follow('breach open'), /brc_[0-9a-f]{32}/);
      const summary = ['privacy', 'access', 'summary', '--token', words.get('TOKEN_ID') ?? ''];
      await shown(summary, /POST retention \/v1\/erasures\/:erasureId\/approval/);
      expect((await follow('access summary')).stdout).toMatch(/runs:read: .*\[execution-details\]/);
      expect((await follow('access list')).stdout).toContain(words.get('ERASURE'));
      await follow('breach amend');
      expect((await follow('breach assess')).stdout).toMatch(/authority .*: due, 71 h/);
      expect((await follow('breach letter')).stdout).toContain(
        'Quay Automation processes personal data on your behalf',
      );
      await follow('breach notify');
      await follow('breach notify');
      expect((await follow('breach close')).stdout).toMatch(/state +closed/);
    },
    PATIENCE_MS,
  );

  it(
    'less, sooner; and where data can be',
    async () => {
      expect((await follow('lifetimes show')).stdout).toMatch(/execution-details +P60D/);
      expect((await follow('lifetimes set')).stdout).toMatch(/execution-details +P7D +P7D +P60D/);
      expect((await follow('data-map')).stdout).toContain('identity.invoice');
      expect((await follow('erasures')).stdout).toContain(words.get('ERASURE'));
      expect((await follow('certificate list')).stdout).toContain(words.get('CERTIFICATE'));
    },
    PATIENCE_MS,
  );

  it('was followed to its end', () => {
    expect(followed).toBe(steps.length);
  });
});

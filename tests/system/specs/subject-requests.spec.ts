import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleService } from '@ebbflow/console';
import type { ImportedScenario, SignedCertificate, SubjectRequest } from '@ebbflow/contracts';
import { executorService } from '@ebbflow/executor';
import { gatewayService } from '@ebbflow/gateway';
import { identityService } from '@ebbflow/identity';
import { logStoreService } from '@ebbflow/log-store';
import { retentionService } from '@ebbflow/retention';
import type { RunningService, ServiceDefinition } from '@ebbflow/service-host';
import { testHouse, waitFor } from '@ebbflow/testing';
import { vaultService } from '@ebbflow/vault';
import { fromBuffer } from 'yauzl';
import { Browser } from '../src/browser.ts';
import { freePortPair } from '../src/free-port-pair.ts';

const PASSWORD = 'seven quiet tides';
const EMAIL = 'ada@example.test';
const SERVICES = [vaultService, identityService, executorService, gatewayService, logStoreService, retentionService];
const house = testHouse(SERVICES);
const folder = mkdtempSync(join(tmpdir(), 'ebbflow-requests-'));
const running = new Map<string, RunningService>();
let door: string;
let staffToken: string;

beforeAll(async () => {
  const ports = new Map<string, string>();
  for (const { name } of [...SERVICES, consoleService]) ports.set(name, String(await freePortPair()));
  const urlOf = (name: string): string => `http://127.0.0.1:${ports.get(name) ?? ''}`;
  door = urlOf('console');
  const hooks = String(await freePortPair());
  const settings = {
    ...Object.fromEntries(
      [...ports.keys()].map((name) => [`EBB_URL_${name.toUpperCase().replace('-', '_')}`, urlOf(name)]),
    ),
    EBB_PUBLIC_URL: door,
    EBB_VAULT_ROOT_KEY: Buffer.alloc(32, 7).toString('base64'),
    EBB_VAULT_PERIODS_DIR: join(folder, 'periods'),
    EBB_GATEWAY_DOOR_PORT: hooks,
    EBB_GATEWAY_PUBLIC_URL: `http://127.0.0.1:${hooks}`,
    EBB_RETENTION_LEDGER_FILE: join(folder, 'erasures.jsonl'),
    EBB_RETENTION_SCAN_DATABASE_URL: house.database.adminUrl,
    EBB_RETENTION_ERASURE_GRACE: '2s',
  };
  const start = async (definition: ServiceDefinition): Promise<void> => {
    const more = { ...settings, EBB_SERVICE_PORT: ports.get(definition.name) ?? '' };
    running.set(definition.name, await house.start(definition, more));
  };
  for (const definition of SERVICES) await start(definition);
  await start(consoleService);
  const { body } = await asConsole('POST', '/internal/v1/organisations', { name: 'Installation' });
  const { setupToken, operatorToken } = body as { setupToken: string; operatorToken: string };
  staffToken = operatorToken;
  expect(setupToken).toMatch(/^ebl_/);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function asConsole(method: string, path: string, body: object) {
  const identity = running.get('identity');
  if (identity === undefined) throw new Error('identity is started in beforeAll.');
  return house.ask(identity, method, path, { as: 'console', body });
}

/** A person at a browser, by a set-up link of the person's own. */
async function signedIn(email: string): Promise<Browser> {
  const { body } = await asConsole('POST', '/internal/v1/organisations', { name: email.slice(0, 3) });
  const browser = new Browser();
  await browser.open(`${door}/setup/${(body as { setupToken: string }).setupToken}`);
  await browser.submit({ email, password: PASSWORD, again: PASSWORD });
  return browser;
}

async function ask(browser: Browser, method: string, path: string, body?: object): Promise<Response> {
  await browser.open(`${door}/csrf-token`);
  const { csrfToken } = JSON.parse(browser.page) as { csrfToken: string };
  const cookie = ['ebb_session', 'ebb_csrf'].map((name) => `${name}=${browser.cookie(name) ?? ''}`).join('; ');
  return fetch(`${door}/api/${path}`, {
    method,
    headers: {
      ...{ cookie, origin: door, 'sec-fetch-site': 'same-origin', 'x-ebb-csrf': csrfToken },
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function asStaff<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${door}/api/${path}`, { headers: { authorization: `Bearer ${staffToken}` } });
  if (!response.ok) throw new Error(`${path} answered ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (failure, zip) => {
      if (failure !== null) {
        reject(failure);
        return;
      }
      zip.on('end', resolve).on('error', reject);
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (_failure, stream) => {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks).toString());
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
  return files;
}

/** Asks, waits for the file, and fetches it. */
async function copied(browser: Browser, path: string, body: object): Promise<Map<string, string>> {
  const opened = await ask(browser, 'POST', path, body);
  if (opened.status !== 201) throw new Error(await opened.text());
  const { id } = (await opened.json()) as SubjectRequest;
  await waitFor(
    async () => ((await (await ask(browser, 'GET', `${path}/${id}`)).json()) as SubjectRequest).export !== null,
    { timeoutMs: 30_000, what: 'the file' },
  );
  const file = await ask(browser, 'GET', `${path}/${id}/export`);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/zip']);
  return unzipped(Buffer.from(await file.arrayBuffer()));
}

const BLUEPRINT = {
  name: 'Takes what comes',
  flow: [
    { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: {}, mapper: {} },
    {
      id: 2,
      module: 'util:SetVariable2',
      version: 1,
      mapper: { name: 'who', scope: 'execution', value: '{{1.email}}' },
    },
  ],
  metadata: { version: 1, instant: true, scenario: {} },
};

describe('a person', () => {
  it('gets a copy of what an organisation keeps, and of what is about somebody in it', async () => {
    const ada = await signedIn('owner@example.test');
    const imported = await ask(ada, 'POST', 'executor/v1/scenarios', { blueprint: BLUEPRINT });
    const { scenarioId, hooks } = (await imported.json()) as ImportedScenario;
    await ask(ada, 'PUT', `executor/v1/scenarios/${scenarioId}/activation`, { active: true });
    const sent = await waitFor(async () => {
      const body = JSON.stringify({ email: 'cleo@example.test', basket: [{ of: 'bob@example.test' }] });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(hooks[0]?.url ?? '', { method: 'POST', headers, body });
      return answer.ok ? answer.status : undefined;
    });
    expect(sent).toBe(200);
    await waitFor(async () => {
      const runs = await ask(ada, 'GET', `log-store/v1/runs?scenarioId=${scenarioId}`);
      return ((await runs.json()) as { items: object[] }).items.length > 0;
    });

    const ours = await copied(ada, 'retention/v1/subject-requests', {
      type: 'access',
      subject: { kind: 'organisation' },
    });
    expect(ours.get('data/executor/scenario-versions.json')).toContain('util:SetVariable2');
    expect(ours.get('data/gateway/hooks.json')).toContain(scenarioId);
    expect(ours.get('data/log-store/activity.json')).toContain(scenarioId);
    for (const set of ['gateway/delivery', 'log-store/execution-details'])
      expect(ours.get(`data/${set}.json`)).toContain('cleo@example.test');
    expect([...ours.keys()]).toContain('data/vault/connections.json');
    const subject = { kind: 'data-subject', values: ['cleo@example.test'] };
    const cleo = await copied(ada, 'retention/v1/subject-requests', { type: 'portability', subject });
    expect(cleo.get('data/log-store/execution-details.json')).toContain('cleo@example.test');
    expect([...cleo.keys()].some((name) => name.includes('scenario'))).toBe(false);
  }, 120_000);

  it('gets a copy of all that is kept of the account, and is forgotten after a time to think, with a certificate', async () => {
    const ada = await signedIn(EMAIL);
    const account = await copied(ada, 'retention/v1/my/requests', { type: 'access' });
    expect(account.get('data/identity/account.csv')).toContain(EMAIL);
    expect(account.get('index.html')).toContain('(controller)');
    expect([...account.keys()].filter((name) => name.startsWith('data/executor'))).toEqual([]);

    const asked = await ask(ada, 'POST', 'retention/v1/my/requests', { type: 'erasure' });
    const erasure = (await asked.json()) as SubjectRequest;
    expect([asked.status, erasure.state]).toEqual([201, 'in-progress']);
    expect(erasure.timeline.map(({ step }) => step)).toEqual(['received', 'verified', 'accepted', 'erasure-planned']);
    const done = await waitFor(
      async () => {
        const request = await asStaff<SubjectRequest>(`retention/v1/subject-requests/${erasure.id}`);
        return request.state === 'completed' ? request : undefined;
      },
      { timeoutMs: 150_000, what: 'the erasure to end' },
    );
    expect(done.certificateId).toMatch(/^\w+/);
    const certificate = await asStaff<SignedCertificate>(`retention/v1/certificates/${done.certificateId ?? ''}`);
    expect(JSON.stringify(certificate)).not.toContain(EMAIL);
    expect((await ask(ada, 'GET', 'identity/v1/me')).status).toBe(401);
    const back = new Browser();
    await back.open(`${door}/sign-in`);
    await back.submit({ email: EMAIL, password: PASSWORD });
    expect(back.cookie('ebb_session')).toBeUndefined();
    const rows = await house.database.asAdmin(
      'select from retention.subject_request where user_id is not null and details_sealed is not null',
    );
    expect(rows).toEqual([]);
  }, 240_000);

  it('is told at the door what controllers may ask, and that a call nobody signed is none', async () => {
    const discovery = await fetch(`${door}/api/retention/v1/discovery`);
    expect(await discovery.json()).toMatchObject({ api_version: '1.0' });
    const unsigned = await fetch(`${door}/api/retention/v1/opendsr_requests`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);
  });
});

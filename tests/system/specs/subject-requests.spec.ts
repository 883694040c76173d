import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleService } from '@ebbflow/console';
import type { SignedCertificate, SubjectRequest } from '@ebbflow/contracts';
import { executorService } from '@ebbflow/executor';
import { gatewayService } from '@ebbflow/gateway';
import { identityService } from '@ebbflow/identity';
import { logStoreService } from '@ebbflow/log-store';
import { retentionService } from '@ebbflow/retention';
import type { RunningService, ServiceDefinition } from '@ebbflow/service-host';
import { testHouse, waitFor } from '@ebbflow/testing';
import { vaultService } from '@ebbflow/vault';
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
async function signedIn(): Promise<Browser> {
  const { body } = await asConsole('POST', '/internal/v1/organisations', { name: 'Harbour' });
  const browser = new Browser();
  await browser.open(`${door}/setup/${(body as { setupToken: string }).setupToken}`);
  await browser.submit({ email: EMAIL, password: PASSWORD, again: PASSWORD });
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

describe('a person', () => {
  it('gets a copy of all that is kept, and is forgotten after a time to think, with a certificate', async () => {
    const ada = await signedIn();
    const opened = await ask(ada, 'POST', 'retention/v1/my/requests', { type: 'access' });
    expect(opened.status).toBe(201);
    const { id } = (await opened.json()) as SubjectRequest;
    const ready = await waitFor(
      async () => {
        const request = (await (await ask(ada, 'GET', `retention/v1/my/requests/${id}`)).json()) as SubjectRequest;
        return request.export === null ? undefined : request;
      },
      { timeoutMs: 30_000, what: 'the file' },
    );
    const file = await ask(ada, 'GET', `retention/v1/my/requests/${id}/export`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect([bytes.length, bytes.subarray(0, 2).toString()]).toEqual([ready.export?.sizeBytes, 'PK']);
    expect(bytes.toString('latin1')).toContain('data/identity/account.json');

    const asked = await ask(ada, 'POST', 'retention/v1/my/requests', { type: 'erasure' });
    const erasure = (await asked.json()) as SubjectRequest;
    expect([asked.status, erasure.state]).toEqual([201, 'in-progress']);
    expect(erasure.timeline.map(({ step }) => step)).toEqual(['received', 'verified', 'accepted', 'erasure-planned']);
    const done = await waitFor(
      async () => {
        const request = await asStaff<SubjectRequest>(`retention/v1/subject-requests/${erasure.id}`);
        return request.state === 'completed' ? request : undefined;
      },
      { timeoutMs: 60_000, what: 'the erasure to end' },
    );
    expect(done.certificateId).toMatch(/^\w+/);
    const certificate = await asStaff<SignedCertificate>(`retention/v1/certificates/${done.certificateId ?? ''}`);
    expect(JSON.stringify(certificate)).not.toContain(EMAIL);
    expect((await ask(ada, 'GET', 'identity/v1/me')).status).toBe(401);
    const back = new Browser();
    await back.open(`${door}/sign-in`);
    await back.submit({ email: EMAIL, password: PASSWORD });
    expect(back.cookie('ebb_session')).toBeUndefined();
    const rows = await house.database.asAdmin('select details_sealed from retention.subject_request where id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ details_sealed: null }]);
  }, 120_000);

  it('is told at the door what controllers may ask, and that a call nobody signed is none', async () => {
    const discovery = await fetch(`${door}/api/retention/v1/discovery`);
    expect(await discovery.json()).toMatchObject({ api_version: '1.0' });
    const unsigned = await fetch(`${door}/api/retention/v1/opendsr_requests`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);
  });
});

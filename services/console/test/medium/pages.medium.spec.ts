import type { FinishedRun, FinishedRunDetails, Scenario } from '@ebbflow/contracts';
import { ConsoleHouse, SESSION } from '../support/console-house.ts';
import { problem } from '../support/peer.fake.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());
beforeEach(() => {
  house.scenarios = [];
  house.runs = [];
  house.details = undefined;
});

const signedIn = { cookie: `ebb_session=${SESSION}` };

const scenario: Scenario = {
  id: `scn_${'c'.repeat(32)}`,
  name: 'Invoices <script>alert(1)</script>',
  description: '',
  tags: [],
  folderId: null,
  teamId: null,
  ownerId: null,
  version: 3,
  hasDraftChanges: false,
  isActive: true,
  isLocked: false,
  deactivatedReason: null,
  deactivatedAt: null,
  placeholders: [],
  hooks: [{ moduleId: 1, url: 'http://127.0.0.1:7180/hook/abc' }],
  hasPendingHooks: false,
  revision: 1,
  updatedBy: null,
  createdAt: '2026-02-01T00:00:00.000Z',
  updatedAt: '2026-02-01T00:00:00.000Z',
};
const run: FinishedRun = {
  id: `run_${'d'.repeat(32)}`,
  scenarioId: scenario.id,
  scenarioVersion: 3,
  trigger: 'webhook',
  status: 'success',
  startedAt: '2026-03-01T11:56:58.800Z',
  finishedAt: '2026-03-01T11:57:00.000Z',
  operations: 5,
  transferBytes: 2_048,
  errorClass: null,
  confidential: false,
  expiresAt: '2026-04-30T11:57:00.000Z',
};
const details: FinishedRunDetails = {
  ...run,
  error: null,
  modules: [
    {
      moduleId: 1,
      module: 'gateway:CustomWebHook',
      execution: 1,
      startedAt: run.startedAt,
      durationMs: 2,
      bundles: [{ name: '<img src=x onerror=alert(1)>' }],
      bundleCount: 1,
      operations: 1,
      transferBytes: 40,
    },
    {
      moduleId: 2,
      module: 'http:MakeRequest',
      execution: 2,
      startedAt: run.startedAt,
      durationMs: 900,
      bundles: [],
      bundleCount: 0,
      operations: 1,
      transferBytes: 0,
      error: { class: 'ConnectionError', message: 'The "peer" did not answer.' },
    },
  ],
};

describe('the home page', () => {
  it('sends a stranger to sign-in', async () => {
    for (const headers of [{}, { cookie: 'ebb_session=ebs_unknown' }]) {
      const response = await house.ask('/', { headers });
      expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in']);
    }
  });

  it('says what to do when there is nothing yet', async () => {
    const page = await (await house.ask('/', { headers: signedIn })).text();
    expect(page).toContain('No scenario yet');
    expect(page).toContain('Nothing has run yet');
    expect(page).toContain('blueprint import FILE --activate');
  });

  it('shows scenarios and runs with their lifetime, and the exact instants', async () => {
    house.scenarios = [scenario];
    house.runs = [run];
    const page = await (await house.ask('/', { headers: signedIn })).text();
    expect(page).toContain('http://127.0.0.1:7180/hook/abc');
    expect(page).toContain(`href="/runs/${run.id}"`);
    expect(page).toContain('3 minutes ago');
    expect(page).toContain('1.2 s');
    expect(page).toMatch(/title="gone at 2026-04-30T11:57:00\.000Z"\s*>gone in 60 days</);
  });

  it('escapes whatever people wrote', async () => {
    house.scenarios = [scenario];
    const page = await (await house.ask('/', { headers: signedIn })).text();
    expect(page).toContain('Invoices &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('Ada &amp; Co &lt;b&gt;');
    expect(page).not.toContain('<script');
  });

  it('stays useful while the log store is away', async () => {
    house.scenarios = [scenario];
    const usual = house.logStore.respond;
    house.logStore.respond = () => problem(503, 'PERSISTENCE.UNAVAILABLE');
    const response = await house.ask('/', { headers: signedIn });
    house.logStore.respond = usual;
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('Runs cannot be shown at the moment');
    expect(page).toContain('Invoices');
  });

  it('opens for a role that sees neither scenarios nor runs, says so, and can be left', async () => {
    const usual = [house.executor.respond, house.logStore.respond] as const;
    const forbidden = () => problem(403, 'HOST.FORBIDDEN');
    [house.executor.respond, house.logStore.respond] = [forbidden, forbidden];
    const response = await house.ask('/', { headers: signedIn });
    [house.executor.respond, house.logStore.respond] = usual;
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('Your role does not include seeing scenarios');
    expect(page).toContain('Your role does not include seeing runs');
    expect(page).toContain('action="/sign-out"');
  });

  it('does not call a scenario gone of which it only was not told', async () => {
    house.runs = [run];
    const usual = house.executor.respond;
    house.executor.respond = () => problem(403, 'HOST.FORBIDDEN');
    const page = await (await house.ask('/', { headers: signedIn })).text();
    house.executor.respond = usual;
    expect(page).toContain(run.scenarioId);
    expect(page).not.toContain('scenario that is gone');
  });
});

describe('the page of a run', () => {
  const path = `/runs/${run.id}`;

  it('tells who may not see it that it is not theirs, and blames no page for it', async () => {
    const usual = house.logStore.respond;
    house.logStore.respond = () => problem(403, 'HOST.FORBIDDEN');
    const response = await house.ask(path, { headers: signedIn });
    house.logStore.respond = usual;
    expect(response.status).toBe(403);
    const page = await response.text();
    expect(page).toContain('This is not yours to do');
    expect(page).not.toContain('Not from this page');
  });

  it('shows each module and its bundles as text', async () => {
    house.details = details;
    const page = await (await house.ask(path, { headers: signedIn })).text();
    expect(page).toContain('gateway:CustomWebHook');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toContain('<img src=x');
    expect(page).toContain('The &quot;peer&quot; did not answer.');
    expect(page).toContain('gone in 60 days');
  });

  it('tells confidential from unreadable from empty', async () => {
    house.details = { ...details, modules: null, confidential: true };
    expect(await (await house.ask(path, { headers: signedIn })).text()).toContain('Confidential');
    house.details = { ...details, modules: null };
    expect(await (await house.ask(path, { headers: signedIn })).text()).toContain('No longer readable');
    house.details = { ...details, modules: [] };
    expect(await (await house.ask(path, { headers: signedIn })).text()).toContain('No module ran');
  });

  it('is a page of its own when the run is gone, and asks nobody about an id that is none', async () => {
    for (const gone of [path, '/runs/..%2f..%2fv1%2fme', '/runs/x']) {
      const response = await house.ask(gone, { headers: signedIn });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
    expect(house.logStore.received.filter((request) => request.url.includes('me'))).toEqual([]);
  });
});

describe('any other address', () => {
  it('is a page for a person and a problem for a program', async () => {
    const page = await house.ask('/nowhere');
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const api = await house.ask('/api/nowhere/v1/x');
    expect([api.status, api.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});

describe('every page', () => {
  it('has no inline script or style and names only files it may keep for ever', async () => {
    house.scenarios = [scenario];
    house.details = details;
    for (const path of ['/', '/sign-in', '/setup/ebl_good', `/runs/${run.id}`, '/nowhere']) {
      const page = await (await house.ask(path, { headers: signedIn })).text();
      expect(page).not.toMatch(
        /<script(?! type="module" nonce="[^"]+" src="\/assets\/[^"]+"><\/script>)|<style|<[a-z][^>]*\s(?:style|on[a-z]+)=|="javascript:/i,
      );
      for (const [, asset = ''] of page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
        const response = await house.ask(asset);
        expect([asset, response.status]).toEqual([asset, 200]);
        expect(response.headers.get('cache-control')).toContain('immutable');
      }
    }
  });
});

describe('the way back from a provider of a connection', () => {
  const back = '/oauth/callback?state=abc&code=canary-code&session_state=theirs';

  it('is for who is signed in, and keeps the code to itself', async () => {
    const stranger = await house.ask(back);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/sign-in']);
    for (const path of [back, '/oauth/callback', '/oauth/callback?state=a&state=b']) {
      const answer = await house.ask(path, { headers: signedIn });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(await answer.text()).not.toContain('canary-code');
    }
  });
});

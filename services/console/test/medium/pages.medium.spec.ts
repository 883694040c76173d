import type { FinishedRun, FinishedRunDetails, NoticeAnswer, NoticeStatus, Scenario } from '@ebbflow/contracts';
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
  cut: null,
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

describe('the privacy notice', () => {
  const notice: NoticeAnswer = {
    version: 2,
    since: '2026-02-01T00:00:00.000Z',
    digest: 'd',
    operator: {
      name: 'Quay <b>',
      address: '1 Quay',
      contact: 'privacy@quay.test',
      dataProtectionOfficer: null,
    },
    place: { region: 'European Union', dataCentre: 'Port 1', certificates: ['ISO 9001', 'ISO/IEC 27001'] },
    chapters: [
      {
        title: 'How long',
        claims: [
          { id: 'C05', sentence: 'Kept for 30 days.', state: 'enforced', missing: null },
          { id: 'C06', sentence: 'Kept as well.', state: 'partly', missing: 'Copies are not reached.' },
          { id: 'C07', sentence: 'Kept shorter.', state: 'enforced', missing: null },
          { id: 'C08', sentence: 'Kept for longer.', state: 'enforced', missing: null },
        ],
      },
    ],
    lifetimes: [{ category: 'gateway-logs', title: 'Gateway logs', ttl: 'P30D', from: 'when it came' }],
    cookies: [{ name: 'ebb_session', title: 'S', ttl: 'PT20M', from: 'the last answer', purpose: 'Know who it is.' }],
    processors: [
      {
        ...{ id: 'hosting', claim: 'C35', title: 'Hosting provider', relation: 'processor' as const, when: 'Always.' },
        ...{ purpose: 'Run the servers.', data: ['Everything'], declared: null },
      },
    ],
  };
  let status: NoticeStatus;
  beforeEach(() => {
    status = { measuredAt: null, claims: [] };
    house.retention.respond = ({ url }) => {
      if (url === '/v1/notice/versions')
        return { body: { items: [2, 1].map((version) => ({ version, digest: 'd', since: notice.since })) } };
      if (url === '/v1/notice/status') return { body: status };
      if (url === '/v1/notice/changes?from=1&to=2')
        return { body: { from: 1, to: 2, changes: [{ part: 'P', id: 'C05', before: 'Kept <i>', after: 'Kept.' }] } };
      if (url.startsWith('/v1/notice/changes')) return { body: { from: 2, to: 2, changes: [] } };
      const version = Number(new URL(url, 'http://x').searchParams.get('version') ?? 2);
      if (version > 2) return problem(404, 'RETENTION.UNKNOWN_NOTICE_VERSION');
      return { body: { ...notice, version } };
    };
  });
  const read = async (path: string) => {
    const response = await house.ask(path);
    return { response, page: (await response.text()).replace(/\s+/g, ' ') };
  };

  it('can be read by everybody, sets no cookie, and says who is asked about it and where data stays (C39, C24)', async () => {
    const { response, page } = await read('/privacy');
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(page).toContain('href="mailto:privacy@quay.test"');
    expect(page).toContain('Quay &lt;b&gt;');
    expect(page).toContain('Port 1, European Union');
    expect(page).toContain('ISO 9001, ISO/IEC 27001');
    expect(page).toContain('20 minutes from the last answer');
    expect(page).toContain('so far no night has passed');
    for (const path of ['/sign-in', '/register']) expect((await read(path)).page).toContain('href="/privacy"');
  });

  it('says of each promise how it was found to stand, and nothing of an earlier version’s', async () => {
    const stood = {
      C05: ['holds', 'wholly'],
      C06: ['holds', 'wholly'],
      C07: ['fails', 'partly'],
      C08: ['partly', 'partly'],
    };
    status = {
      measuredAt: '2026-03-01T03:23:00.000Z',
      claims: Object.entries(stood).map(([id, [state, measured]]) => ({
        id,
        state,
        measured,
      })) as NoticeStatus['claims'],
    };
    const { page } = await read('/privacy');
    const marks = [...page.matchAll(/>(C\d\d)<\/a\s*> · <span class="status \w*">([^<]+)</g)].map(([, id, mark]) => [
      id,
      mark,
    ]);
    expect(marks).toEqual([
      ['C05', 'measured, holds'],
      ['C06', 'enforced as far as stated'],
      ['C07', 'does not hold'],
      ['C08', 'measured in part, holds'],
    ]);
    expect(page).toContain('1 promise below does not hold');
    expect(page).toContain('Not all of it yet: Copies are not reached.');
    const earlier = (await read('/privacy?version=1')).page;
    expect(earlier).toContain('This is an earlier version');
    expect(earlier).not.toContain('does not hold');
  });

  it('shows what changed between two versions, and has no page for a version there never was', async () => {
    const { page } = await read('/privacy/changes?from=1&to=2');
    expect(page).toContain('<del>Kept &lt;i&gt;</del>');
    expect(page).toContain('<ins>Kept.</ins>');
    expect((await read('/privacy/changes?from=&to=')).page).toContain('There is no other version to compare it with');
    for (const path of [
      '/privacy?version=3',
      '/privacy?version=x',
      '/privacy?version=1&version=2',
      '/privacy/changes?from=-1',
    ])
      expect((await read(path)).response.status).toBe(404);
  });

  it('that cannot be had is a page that says so', async () => {
    house.retention.respond = () => problem(503, 'PERSISTENCE.UNAVAILABLE');
    const { response, page } = await read('/privacy');
    expect(response.status).toBe(503);
    expect(page).toContain('Not at the moment');
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

import type { NoticeAnswer, NoticeStatus } from '@ebbflow/contracts';
import { ConsoleHouse, SESSION } from '../support/console-house.ts';
import { problem } from '../support/peer.fake.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());

const signedIn = { cookie: `ebb_session=${SESSION}` };

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
    for (const path of ['/', '/sign-in', '/setup/ebl_good', '/runs/run_1', '/nowhere']) {
      const page = await (await house.ask(path, { headers: signedIn })).text();
      expect(page).not.toMatch(
        /<script(?! type="module" nonce="[^"]+" src="\/(?:app\/)?assets\/[^"]+"><\/script>)|<style|<[a-z][^>]*\s(?:style|on[a-z]+)=|="javascript:/i,
      );
      for (const [, asset = ''] of page.matchAll(/(?:href|src)="(\/(?:app\/)?assets\/[^"]+)"/g)) {
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

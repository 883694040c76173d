import { ConsoleHouse, SESSION } from '../support/console-house.ts';
import { problem } from '../support/peer.fake.ts';

const house = new ConsoleHouse();
const token = `ebu_${'A'.repeat(71)}`;
const signedIn = { cookie: `ebb_session=${SESSION}` };
const unsubscribed: string[] = [];
let outbox: { status?: number; body?: unknown };

beforeAll(async () => {
  await house.start();
  const { respond } = house.identity;
  house.identity.respond = (request) => {
    const { url, body } = request;
    if (url === '/v1/mail/outbox') return outbox;
    if (url.startsWith('/v1/payments/') || url === '/v1/newsletter/mailerlite')
      return { body: { result: 'recorded' }, headers: { 'x-internal': 'yes' } };
    if (!url.startsWith('/internal/v1/unsubscriptions')) return respond(request);
    if ((JSON.parse(body) as { token: string }).token !== token) return problem(410, 'IDENTITY.LINK_INVALID');
    if (url.endsWith('/look')) return { body: { purpose: 'execution-news' } };
    unsubscribed.push(token);
    return { status: 204 };
  };
});
afterAll(() => house.stop());
beforeEach(() => {
  unsubscribed.length = 0;
  house.resolved.length = 0;
  house.identity.received.length = 0;
  outbox = problem(404, 'IDENTITY.NO_OUTBOX');
});

describe('the link that ends mails', () => {
  it('asks when it is opened, and does nothing: scanners open every link', async () => {
    const page = await house.ask(`/unsubscribe/${token}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const text = await page.text();
    expect(text).toContain('news of your scenarios');
    expect(text).toContain(`action="/unsubscribe/${token}"`);
    expect((await house.ask(`/unsubscribe/${token}`, { method: 'HEAD' })).status).toBe(200);
    expect(unsubscribed).toEqual([]);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'acts on one POST of a mail program as %s, without a session, a cookie or a token of ours (RFC 8058)',
    async (type) => {
      const headers = { 'content-type': type, 'user-agent': 'GoogleImageProxy', 'sec-fetch-site': 'cross-site' };
      const body = 'List-Unsubscribe=One-Click';
      expect((await house.ask(`/unsubscribe/${token}`, { method: 'POST', headers, body })).status).toBe(200);
      expect(unsubscribed).toEqual([token]);
    },
  );

  it('says so when it is none', async () => {
    for (const method of ['GET', 'POST'])
      expect((await house.ask('/unsubscribe/ebu_changed', { method })).status).toBe(410);
    expect(unsubscribed).toEqual([]);
  });
});

describe('the outbox', () => {
  it('shows waiting mails as text, for the one identity shows them to', async () => {
    const mail = {
      ...{ id: 'mal_1', kind: 'password-reset', purpose: 'password-reset', to: 'ada@example.test' },
      ...{ subject: 'Set a <b>new</b> password', text: 'Open\n\nhttp://127.0.0.1:7100/new-password/ebl_x' },
      ...{ createdAt: '2026-03-01T11:59:00.000Z', expiresAt: '2026-03-01T12:59:00.000Z' },
    };
    outbox = { body: { items: [mail], nextCursor: null } };
    const page = await (await house.ask('/outbox', { headers: signedIn })).text();
    expect(page).toContain('Set a &lt;b&gt;new&lt;/b&gt; password');
    expect(page).toContain('<strong>ada@example.test</strong>');
    expect(page).not.toContain('href="http://127.0.0.1:7100/new-password');
    outbox = { body: { items: [], nextCursor: null } };
    expect(await (await house.ask('/outbox', { headers: signedIn })).text()).toContain('No mail waits');
  });

  it('is not there where mail is sent, and strangers are sent to sign in', async () => {
    expect((await house.ask('/outbox', { headers: signedIn })).status).toBe(404);
    const stranger = await house.ask('/outbox');
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/sign-in']);
  });
});

describe('what providers send', () => {
  it('passes as it is, in nobody’s name, with the headers they sign by and no others', async () => {
    const body = '{"id": "evt_1",  "odd":  "spaces"}';
    const answer = await house.ask('/api/identity/v1/payments/stripe', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=ab', 'x-other': 'no', ...signedIn },
      body,
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ result: 'recorded' });
    expect(answer.headers.get('x-internal')).toBeNull();
    expect(house.resolved).toEqual([]);
    const [passed] = house.identity.received;
    expect(passed).toMatchObject({ method: 'POST', url: '/v1/payments/stripe', body });
    expect(passed?.headers['stripe-signature']).toBe('t=1,v1=ab');
    expect([passed?.headers['x-other'], passed?.headers.cookie]).toEqual([undefined, undefined]);
    expect((await house.callerAt('identity', passed?.headers.authorization)).principal).toBeUndefined();
  });

  it('is taken at these two addresses and nowhere else', async () => {
    const post = async (path: string) =>
      (await house.ask(`/api/identity${path}`, { method: 'POST', body: '{}' })).status;
    expect(await post('/v1/newsletter/mailerlite')).toBe(200);
    for (const path of ['/v1/newsletter/other', '/v1/payments/stripe/x', '/v1/plan', '/v1/tickets'])
      expect([path, await post(path)]).toEqual([path, 401]);
    expect(house.identity.received).toHaveLength(1);
  });
});

import { API_TOKEN, ConsoleHouse } from '../support/console-house.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());

const OLD = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko' };
const CURRENT = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
};

describe('an outdated browser', () => {
  it('gets a page that says so and what would do, in markup of any age', async () => {
    for (const path of ['/', '/sign-in', '/runs/run_1', '/nowhere']) {
      const response = await house.ask(path, { headers: OLD });
      expect(response.status).toBe(403);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('vary')).toBe('user-agent, sec-ch-ua');
      const page = await response.text();
      expect(page).toContain('This browser is too old');
      for (const minimum of ['Brave and others on Chromium 111', 'Firefox 114', 'Safari 16.4', 'iPadOS 16.4']) {
        expect(page).toContain(minimum);
      }
      expect(page).not.toMatch(/<(?:script|style|link|img|form|section|main)\b|\bstyle=|\bon\w+=/);
    }
  });

  it('is refused before a form of it is read, and no cookie is set', async () => {
    const response = await house.ask('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ email: 'ada@example.test', password: 'right' }).toString(),
      headers: { ...OLD, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(house.identity.received).toEqual([]);
  });
});

describe('what is let through', () => {
  it('is a current browser', async () => {
    expect((await house.ask('/sign-in', { headers: CURRENT })).status).toBe(200);
  });

  it.each(['curl/7.29.0', 'ebbflow', 'kube-probe/1.30', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://x/bot.html)'])(
    'is what is no browser: %s',
    async (userAgent) => {
      const headers = { 'user-agent': userAgent, authorization: `Bearer ${API_TOKEN}` };
      expect((await house.ask('/api/executor/v1/scenarios', { headers })).status).toBe(200);
    },
  );

  it('is what a program sends under the name of an old browser: API calls, signed calls, unsubscribing from a mail', async () => {
    const authorization = `Bearer ${API_TOKEN}`;
    expect((await house.ask('/api/executor/v1/scenarios', { headers: { ...OLD, authorization } })).status).toBe(200);
    house.identity.received.splice(0);
    const signed = { ...OLD, 'content-type': 'application/json', 'stripe-signature': 't=1,v1=0' };
    await house.ask('/api/identity/v1/payments/stripe', { method: 'POST', body: '{}', headers: signed });
    const oneClick = { ...OLD, 'content-type': 'application/x-www-form-urlencoded' };
    await house.ask('/unsubscribe/ebu_x', { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: oneClick });
    expect(house.identity.received.map(({ url }) => url)).toEqual([
      '/v1/payments/stripe',
      expect.stringContaining('unsubscri'),
    ]);
  });
});

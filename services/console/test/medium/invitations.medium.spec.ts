import { ADA, ConsoleHouse, formOf, SESSION } from '../support/console-house.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());
beforeEach(() => {
  house.isSignedOut = false;
});

const LINK = '/invitations/ebl_good';
const SESSION_COOKIE = `ebb_session=${SESSION}`;
const chosen = { password: 'twelve chars!', again: 'twelve chars!' };

async function submit(fields: Record<string, string>, session = ''): Promise<Response> {
  const { csrf, cookie } = await formOf(house, LINK);
  return house.ask(LINK, {
    method: 'POST',
    body: new URLSearchParams({ csrf, ...fields }).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      cookie: [cookie, session].join('; '),
    },
  });
}
const asked = () => house.identity.received.map(({ method, url }) => `${method} ${url}`);

describe('the link of an invitation', () => {
  it('shows a stranger who invites, and asks for a password', async () => {
    const page = await (await house.ask(LINK)).text();
    expect(page).toContain('Work with Harbour &lt;b&gt;');
    expect(page).toContain('name="again"');
  });

  it('makes an account with the password, which signs in', async () => {
    const response = await submit(chosen);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(response.headers.getSetCookie().join()).toContain(SESSION);
    expect(JSON.parse(house.identity.received.at(-1)?.body ?? '')).toEqual({
      ...{ token: 'ebl_good', password: 'twelve chars!', clientIp: '127.0.0.1' },
    });
  });

  it('says what is wrong with the password, and asks identity for nothing', async () => {
    const response = await submit({ password: 'short', again: 'short' });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('at least 12 characters')]);
    expect(asked().at(-1)).toBe('POST /internal/v1/invitations/look');
  });

  it('is accepted by who is signed in without a password, in their own name, and the session goes on there', async () => {
    const page = await (await house.ask(LINK, { headers: { cookie: SESSION_COOKIE } })).text();
    expect(page).not.toContain('name="password"');
    const response = await submit({}, SESSION_COOKIE);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(asked().slice(-2)).toEqual(['POST /v1/me/invitations/accept', 'PUT /v1/me/session/organisation']);
    const caller = await house.callerAt('identity', house.identity.received.at(-1)?.headers.authorization);
    expect(caller.principal).toMatchObject({ userId: ADA.userId });
  });

  it('that opens nothing says so and shows no form', async () => {
    const response = await house.ask('/invitations/ebl_old');
    const page = await response.text();
    expect([response.status, page.includes('Detail of IDENTITY.LINK_INVALID.')]).toEqual([410, true]);
    expect(page).not.toContain('<form class="fields"');
  });

  it('is not accepted from another site, or without the token of the page', async () => {
    const { cookie } = await formOf(house, LINK);
    const before = asked().length;
    const response = await house.ask(LINK, {
      ...{ method: 'POST', body: new URLSearchParams(chosen).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site', cookie },
    });
    expect([response.status, asked().length]).toEqual([403, before]);
  });
});

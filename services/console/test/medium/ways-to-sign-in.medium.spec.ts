import { ConsoleHouse, formOf, SESSION } from '../support/console-house.ts';
import { problem } from '../support/peer.fake.ts';

const house = new ConsoleHouse();
let finished: Record<string, unknown> = {};
const expiresAt = '2026-03-01T12:10:00.000Z';

beforeAll(async () => {
  await house.start();
  const others = house.identity.respond;
  house.identity.respond = (request) => {
    const sent = (request.body === '' ? {} : JSON.parse(request.body)) as Record<string, string>;
    switch (request.url) {
      case '/internal/v1/provider-sign-ins/providers':
        return { body: { items: [{ name: 'acme', title: 'Acme <b>' }], nextCursor: null } };
      case '/internal/v1/provider-sign-ins':
        return {
          status: 201,
          body: { token: 'ebp_away', authorizationUrl: 'https://id.acme.example/a?x=1', expiresAt },
        };
      case '/internal/v1/provider-sign-ins/finish':
        return { status: 201, body: finished };
      case '/internal/v1/passkey-sign-ins':
        return { status: 201, body: { token: 'ebp_challenge', options: { challenge: 'eA', rpId: '127.0.0.1' } } };
      case '/internal/v1/email-changes/confirm':
        if (sent['sessionToken'] !== SESSION) return problem(401, 'IDENTITY.SIGN_IN_FIRST');
        return sent['token'] === 'ebl_good' ? { status: 204 } : problem(410, 'IDENTITY.LINK_INVALID');
      default:
        return others(request);
    }
  };
});
afterAll(() => house.stop());

const OURS = { 'sec-fetch-site': 'same-origin' };
const cookieNamed = (response: Response, name: string): string | undefined =>
  response.headers.getSetCookie().find((line) => line.includes(`${name}=`));
const lastSent = (): unknown => JSON.parse(house.identity.received.at(-1)?.body ?? '{}');

function submit(path: string, fields: Record<string, string>, cookie: string): Promise<Response> {
  return house.ask(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...OURS, cookie },
  });
}

describe('a provider', () => {
  const back = (cookie = 'ebb_pending=ebp_away'): Promise<Response> =>
    house.ask('/sign-in/with/acme/callback?code=c&state=s&iss=i&state=t', {
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    });

  it('is offered on the sign-in page by its title, escaped', async () => {
    const page = await (await house.ask('/sign-in')).text();
    expect(page).toContain('<a class="button" href="/sign-in/with/acme">Sign in with Acme &lt;b&gt;</a>');
  });

  it('is gone to with a token in a cookie, from a page of ours alone', async () => {
    const response = await house.ask('/sign-in/with/acme', { headers: OURS });
    expect([response.status, response.headers.get('location')]).toEqual([303, 'https://id.acme.example/a?x=1']);
    expect(cookieNamed(response, 'ebb_pending')).toBe(
      'ebb_pending=ebp_away; Max-Age=600; Path=/; HttpOnly; SameSite=Lax',
    );
    expect(lastSent()).toEqual({ provider: 'acme', clientIp: '127.0.0.1' });
    for (const from of ['cross-site', 'same-site', 'none']) {
      const refused = await house.ask('/sign-in/with/acme', { headers: { 'sec-fetch-site': from } });
      expect([refused.headers.get('location'), cookieNamed(refused, 'ebb_pending')]).toEqual(['/sign-in', undefined]);
    }
  });

  it('is added by who is signed in, and by nobody else', async () => {
    const cookie = `ebb_session=${SESSION}`;
    expect((await house.ask('/sign-in/add/acme', { headers: { ...OURS, cookie } })).status).toBe(303);
    expect(lastSent()).toEqual({ provider: 'acme', clientIp: '127.0.0.1', sessionToken: SESSION });
    expect((await house.ask('/sign-in/add/acme', { headers: OURS })).headers.get('location')).toBe('/sign-in');
  });

  it('sends back what identity judges, each parameter once, and without the cookie nothing is asked', async () => {
    finished = { sessionToken: SESSION, expiresAt };
    const response = await back();
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(cookieNamed(response, 'ebb_session')).toContain(SESSION);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(lastSent()).toEqual({
      ...{ provider: 'acme', token: 'ebp_away', parameters: { code: 'c', iss: 'i' } },
      clientIp: '127.0.0.1',
    });
    expect((await back('')).headers.get('location')).toBe('/sign-in');
  });

  it('leads on to the code, to the password, or to where it was linked', async () => {
    finished = { secondFactorToken: 'ebp_half', expiresAt };
    expect((await back()).headers.get('location')).toBe('/sign-in/code');
    finished = { linkToken: 'ebp_link', expiresAt };
    const response = await back();
    expect(response.headers.get('location')).toBe('/sign-in/link');
    expect(response.headers.getSetCookie().at(-1)).toContain('ebb_pending=ebp_link; Max-Age=600');
    finished = { linked: true };
    expect(await (await back(`ebb_pending=ebp_away; ebb_session=${SESSION}`)).text()).toContain('Linked');
  });

  it('is linked with the password, in a form of ours', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const response = await submit('/sign-in/link', { csrf, password: 'right' }, `${cookie}; ebb_pending=ebp_link`);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(cookieNamed(response, 'ebb_session')).toContain(SESSION);
    expect(lastSent()).toEqual({ token: 'ebp_link', password: 'right', clientIp: '127.0.0.1' });
    expect((await submit('/sign-in/link', { password: 'right' }, 'ebb_pending=ebp_link')).status).toBe(403);
    expect((await house.ask('/sign-in/link')).headers.get('location')).toBe('/sign-in');
  });
});

describe('a passkey', () => {
  const device = {
    ...{ id: 'aWQ', rawId: 'aWQ', type: 'public-key' },
    response: { clientDataJSON: 'eA', authenticatorData: 'eA', signature: 'eA', userHandle: 'eA' },
  };
  async function post(path: string, body: object, cookie = ''): Promise<Response> {
    const form = await formOf(house, '/sign-in');
    return house.ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        ...OURS,
        'content-type': 'application/json',
        'x-ebb-csrf': form.csrf,
        cookie: `${form.cookie}; ${cookie}`,
      },
    });
  }

  it('is asked for by a script of ours, under the nonce of the page', async () => {
    const response = await house.ask('/sign-in');
    const [, nonce = '', path = ''] =
      /<script type="module" nonce="([^"]+)" src="([^"]+)">/.exec(await response.text()) ?? [];
    expect(response.headers.get('content-security-policy')).toContain(`script-src 'nonce-${nonce}'`);
    const script = await house.ask(path);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).not.toMatch(/innerHTML|eval|document\.write/);
  });

  it('gets a challenge whose token stays in a cookie, and opens a session with its answer', async () => {
    const asked = await post('/sign-in/passkey/options', {});
    expect(await asked.json()).toEqual({ options: { challenge: 'eA', rpId: '127.0.0.1' } });
    expect(cookieNamed(asked, 'ebb_pending')).toContain('ebb_pending=ebp_challenge; Max-Age=600');
    const answered = await post('/sign-in/passkey', { response: device }, 'ebb_pending=ebp_challenge');
    expect(answered.status).toBe(204);
    expect(cookieNamed(answered, 'ebb_session')).toContain(SESSION);
    expect(lastSent()).toEqual({ token: 'ebp_challenge', response: device, clientIp: '127.0.0.1' });
  });

  it('is no use without the cookie, from another site, or in another form', async () => {
    expect((await post('/sign-in/passkey', { response: device })).status).toBe(400);
    expect((await post('/sign-in/passkey', { response: { id: '<' } }, 'ebb_pending=ebp_challenge')).status).toBe(400);
    const foreign = { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' };
    for (const path of ['/sign-in/passkey', '/sign-in/passkey/options'])
      expect(
        (await house.ask(path, { method: 'POST', body: JSON.stringify({ response: device }), headers: foreign }))
          .status,
      ).toBe(403);
  });
});

describe('a new address', () => {
  it('is confirmed by a button, not by opening the link', async () => {
    const before = house.identity.received.length;
    const form = await formOf(house, '/new-address/ebl_good');
    const { csrf } = form;
    const cookie = `${form.cookie}; ebb_session=${SESSION}`;
    expect(house.identity.received.slice(before).filter(({ url }) => url.includes('email-changes'))).toEqual([]);
    const response = await submit('/new-address/ebl_good', { csrf }, cookie);
    expect([response.status, cookieNamed(response, 'ebb_session')]).toEqual([
      200,
      expect.stringContaining('Max-Age=0') as string,
    ]);
    expect((await submit('/new-address/ebl_used', { csrf }, cookie)).status).toBe(410);
    expect((await submit('/new-address/ebl_good', {}, cookie)).status).toBe(403);
  });

  it('asks whoever is not signed in to sign in first, and keeps the button for afterwards', async () => {
    const { csrf, cookie } = await formOf(house, '/new-address/ebl_good');
    const response = await submit('/new-address/ebl_good', { csrf }, cookie);
    expect([response.status, cookieNamed(response, 'ebb_session')]).toEqual([401, undefined]);
    const page = await response.text();
    expect(page).toContain('Detail of IDENTITY.SIGN_IN_FIRST.');
    expect(page).toContain('action="/new-address/ebl_good"');
  });
});

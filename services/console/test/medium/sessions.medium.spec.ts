import { ADA, API_TOKEN, ConsoleHouse, formOf, SESSION } from '../support/console-house.ts';
import { problem } from '../support/peer.fake.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());

const ORIGIN = 'http://127.0.0.1:7100';

function submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return house.ask(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
  });
}

const sessionCookie = (response: Response): string | undefined =>
  response.headers.getSetCookie().find((line) => line.includes('ebb_session='));

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and that deletes itself after 20 minutes', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const response = await submit('/sign-in', { csrf, email: 'ada@example.test', password: 'right' }, { cookie });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(sessionCookie(response)).toBe(`ebb_session=${SESSION}; Max-Age=1200; Path=/; HttpOnly; SameSite=Lax`);
  });

  it('tells identity where the attempt came from', async () => {
    const { body } = house.identity.received.filter((request) => request.url.endsWith('/sessions')).at(-1) ?? {
      body: '{}',
    };
    expect(JSON.parse(body)).toMatchObject({ clientIp: '127.0.0.1' });
  });

  it('shows the form again after a wrong password, and never the password', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const response = await submit(
      '/sign-in',
      { csrf, email: 'ada@example.test', password: 'canary-wrong' },
      { cookie },
    );
    expect(response.status).toBe(401);
    expect(sessionCookie(response)).toBeUndefined();
    const page = await response.text();
    expect(page).toContain('Detail of IDENTITY.BAD_CREDENTIALS.');
    expect(page).not.toContain('canary-wrong');
  });
});

describe('the address in a cookie of its own', () => {
  const emailCookie = (response: Response): string | undefined =>
    response.headers.getSetCookie().find((line) => line.includes('ebb_email='));
  const fields = { email: 'ada@example.test', password: 'right' };

  it('is there only if it was chosen, and is nothing but the address', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const chosen = await submit('/sign-in', { ...fields, csrf, remember: 'yes' }, { cookie });
    expect(emailCookie(chosen)).toBe('ebb_email=ada@example.test; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax');
    expect(await (await house.ask('/sign-in', { headers: { cookie: 'ebb_email=ada%40example.test' } })).text()).toMatch(
      /value="ada@example.test"/,
    );
  });

  it('is gone when it is not chosen any more, and is not set by a sign-in that failed', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    expect(emailCookie(await submit('/sign-in', { ...fields, csrf }, { cookie }))).toContain('Max-Age=0');
    const failed = await submit('/sign-in', { ...fields, csrf, password: 'wrong', remember: 'yes' }, { cookie });
    expect(emailCookie(failed)).toBeUndefined();
  });

  it('is told to identity with the sign-in, whether it was chosen or not', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const told = () =>
      house.identity.received
        .filter(({ url }) => url.endsWith('/sessions'))
        .map(({ body }) => (JSON.parse(body) as { rememberEmail?: boolean }).rememberEmail)
        .at(-1);
    await submit('/sign-in', { ...fields, csrf, remember: 'yes' }, { cookie });
    expect(told()).toBe(true);
    await submit('/sign-in', { ...fields, csrf }, { cookie });
    expect(told()).toBe(false);
  });

  it('is gone from the browser in which a person decides about it anew, unless that was refused', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const decide = (purpose: string) =>
      house.ask(`/api/identity/v1/me/consents/${purpose}`, {
        method: 'PUT',
        body: '{"isGiven":false}',
        headers: {
          cookie: `${cookie}; ebb_session=${SESSION}`,
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
          'x-ebb-csrf': csrf,
        },
      });
    const play = house.identity.respond;
    let status = 200;
    house.identity.respond = (asked) => (asked.url.includes('/consents/') ? { status, body: {} } : play(asked));
    expect(emailCookie(await decide('cookies'))).toContain('Max-Age=0');
    expect(emailCookie(await decide('marketing'))).toBeUndefined();
    status = 400;
    expect(emailCookie(await decide('cookies'))).toBeUndefined();
    house.identity.respond = play;
  });

  it('opens nothing', async () => {
    const response = await house.ask('/', { headers: { cookie: 'ebb_email=ada%40example.test' } });
    expect(response.headers.get('location')).toBe('/sign-in');
  });
});

describe('the session cookie', () => {
  it('starts its 20 minutes again with each page and each call', async () => {
    for (const path of ['/', '/api/executor/v1/scenarios']) {
      const response = await house.ask(path, { headers: { cookie: `ebb_session=${SESSION}` } });
      expect(sessionCookie(response)).toContain('Max-Age=1200');
    }
  });

  it('does not start again when a page asks how long it still is', async () => {
    const response = await house.ask('/api/identity/v1/me/session', { headers: { cookie: `ebb_session=${SESSION}` } });
    expect(response.status).toBe(200);
    expect(sessionCookie(response)).toBeUndefined();
    expect(house.resolved.at(-1)).toEqual({ sessionToken: SESSION, isPassive: true });
  });

  it('is deleted when identity does not know the session any more', async () => {
    const response = await house.ask('/', { headers: { cookie: 'ebb_session=ebs_over' } });
    expect(sessionCookie(response)).toContain('Max-Age=0');
  });

  it('is deleted at sign-out, and the session is ended at identity', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const response = await submit('/sign-out', { csrf }, { cookie: `${cookie}; ebb_session=${SESSION}` });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in']);
    expect(sessionCookie(response)).toContain('Max-Age=0');
    expect(house.identity.received.at(-1)).toMatchObject({
      method: 'DELETE',
      url: '/internal/v1/sessions',
      body: JSON.stringify({ sessionToken: SESSION }),
    });
  });
});

describe('a sign-in over the session of somebody else', () => {
  const OLD = 'ebs_session-of-bob';
  const ended = (): unknown[] =>
    house.identity.received.filter(({ method }) => method === 'DELETE').map(({ body }) => JSON.parse(body) as unknown);
  const signIn = async (): Promise<Response> => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const fields = { csrf, email: 'ada@example.test', password: 'right' };
    return submit('/sign-in', fields, { cookie: `${cookie}; ebb_session=${OLD}` });
  };
  beforeEach(() => house.identity.received.splice(0));

  it('ends that session', async () => {
    expect(sessionCookie(await signIn())).toContain(SESSION);
    expect(ended()).toEqual([{ sessionToken: OLD }]);
  });

  it('by a set-up link ends it too, and so does the second step', async () => {
    const { csrf, cookie } = await formOf(house, '/setup/ebl_good');
    const setUp = { csrf, email: 'ada@example.test', password: 'twelve chars!', again: 'twelve chars!' };
    await submit('/setup/ebl_good', setUp, { cookie: `${cookie}; ebb_session=${OLD}` });
    const code = { csrf, code: '123456' };
    await submit('/sign-in/code', code, { cookie: `${cookie}; ebb_pending=ebp_x; ebb_session=${OLD}` });
    expect(ended()).toEqual([{ sessionToken: OLD }, { sessionToken: OLD }]);
  });

  it('that is refused ends nothing', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const fields = { csrf, email: 'ada@example.test', password: 'wrong' };
    expect((await submit('/sign-in', fields, { cookie: `${cookie}; ebb_session=${OLD}` })).status).toBe(401);
    expect(ended()).toEqual([]);
  });

  it('keeps the new session when the old one cannot be ended just then, and says that something is away', async () => {
    const usual = house.identity.respond;
    house.identity.respond = (request) =>
      request.method === 'DELETE' ? problem(503, 'PERSISTENCE.UNAVAILABLE') : usual(request);
    const response = await signIn();
    house.identity.respond = usual;
    expect(response.status).toBe(503);
    expect(sessionCookie(response)).toContain(SESSION);
  });

  it('is not undone by an answer that was under way', async () => {
    const usual = [house.identity.respond, house.executor.respond] as const;
    const { promise: isReplaced, resolve: replaced } = Promise.withResolvers<undefined>();
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<undefined>();
    house.identity.respond = (request) => (request.url.endsWith('/resolve') ? { body: ADA } : usual[0](request));
    house.executor.respond = async (request) => {
      asked(undefined);
      await isReplaced;
      return usual[1](request);
    };
    const slow = house.ask('/api/executor/v1/scenarios', { headers: { cookie: `ebb_session=${OLD}` } });
    await isAsked;
    await signIn();
    replaced(undefined);
    const answer = await slow;
    [house.identity.respond, house.executor.respond] = usual;
    expect(answer.status).toBe(200);
    expect(sessionCookie(answer)).toBeUndefined();
  });
});

describe('a form from elsewhere', () => {
  const fields = { email: 'ada@example.test', password: 'right' };

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour on the same site', { 'sec-fetch-site': 'same-site' }],
    ['an address typed in', { 'sec-fetch-site': 'none' }],
    ['another origin, told by an older browser', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
  ])('is refused: %s', async (_from, headers) => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    expect((await submit('/sign-in', { ...fields, csrf }, { cookie, ...headers })).status).toBe(403);
  });

  it('is refused without the token, with another, and without the cookie', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    expect((await submit('/sign-in', fields, { cookie })).status).toBe(403);
    expect((await submit('/sign-in', { ...fields, csrf: `${csrf.slice(0, -1)}x` }, { cookie })).status).toBe(403);
    expect((await submit('/sign-in', { ...fields, csrf })).status).toBe(403);
    expect((await submit('/sign-in', { ...fields, csrf }, { cookie })).status).toBe(303);
  });
});

describe('the set-up link', () => {
  const good = { email: 'ada@example.test', password: 'twelve chars!', again: 'twelve chars!' };

  it('sets the password and signs in', async () => {
    const { csrf, cookie } = await formOf(house, '/setup/ebl_good');
    const response = await submit('/setup/ebl_good', { ...good, csrf }, { cookie });
    expect(response.status).toBe(303);
    expect(sessionCookie(response)).toContain(SESSION);
  });

  it.each([
    [{ ...good, password: 'short', again: 'short' }, 400, 'at least 12 characters'],
    [{ ...good, again: 'another one!' }, 400, 'not the same'],
    [{ ...good, email: 'nobody' }, 400, 'Enter your e-mail address'],
  ])('says what is wrong with the form', async (fields, status, sentence) => {
    const { csrf, cookie } = await formOf(house, '/setup/ebl_good');
    const response = await submit('/setup/ebl_good', { ...fields, csrf }, { cookie });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(sentence);
  });

  it('says so when it was used', async () => {
    const { csrf, cookie } = await formOf(house, '/setup/ebl_used');
    const response = await submit('/setup/ebl_used', { ...good, csrf }, { cookie });
    expect(response.status).toBe(410);
    expect(await response.text()).toContain('Detail of IDENTITY.SETUP_LINK_INVALID.');
  });
});

describe('an API call with the session cookie', () => {
  const path = '/api/executor/v1/scenarios';
  const post = (headers: Record<string, string>): Promise<Response> =>
    house.ask(path, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', cookie: `ebb_session=${SESSION}`, ...headers },
    });

  const tokenOf = async (): Promise<{ csrf: string; cookie: string }> => {
    const response = await house.ask('/csrf-token');
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    return { csrf: csrfToken, cookie: response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '' };
  };

  it('that changes something must come from our own page and carry the token', async () => {
    const { csrf, cookie } = await tokenOf();
    const all = { 'x-ebb-csrf': csrf, cookie: `ebb_session=${SESSION}; ${cookie}` };
    expect((await post({ ...all, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await post({ ...all, origin: ORIGIN })).status).toBe(200);
    // A script that says nothing about where it runs: no browser.
    expect((await post(all)).status).toBe(200);
    for (const headers of [
      { 'sec-fetch-site': 'same-origin' },
      { ...all, 'x-ebb-csrf': '', 'sec-fetch-site': 'same-origin' },
      { ...all, 'x-ebb-csrf': `${csrf.slice(0, -1)}_`, origin: ORIGIN },
      { ...all, cookie: `ebb_session=${SESSION}`, origin: ORIGIN },
      { ...all, 'sec-fetch-site': 'cross-site' },
      { ...all, 'sec-fetch-site': 'same-site' },
      { ...all, origin: 'null' },
    ]) {
      const response = await post(headers);
      expect([response.status, await response.json()]).toEqual([
        403,
        expect.objectContaining({ code: 'CONSOLE.CROSS_SITE' }),
      ]);
    }
  });

  it('takes no body but JSON, because a browser sends any other across sites without asking', async () => {
    const { csrf, cookie } = await tokenOf();
    const all = { 'x-ebb-csrf': csrf, cookie: `ebb_session=${SESSION}; ${cookie}`, origin: ORIGIN };
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonp',
    ]) {
      const response = await post({ ...all, 'content-type': type });
      expect([response.status, await response.json()]).toEqual([
        415,
        expect.objectContaining({ code: 'CONSOLE.NOT_JSON' }),
      ]);
    }
    expect((await post({ ...all, 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
    const bare = await house.ask(path, { method: 'DELETE', headers: all });
    expect(bare.status).toBe(200);
  });

  it('needs none of this with an API token, which no browser sends by itself', async () => {
    const response = await house.ask(path, {
      method: 'POST',
      body: '{}',
      headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
    });
    expect(response.status).toBe(200);
  });
});

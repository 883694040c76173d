import { ConsoleHouse, formOf, SESSION } from '../support/console-house.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());

const chosen = { password: 'twelve chars!', again: 'twelve chars!' };

async function submit(path: string, fields: Record<string, string>): Promise<Response> {
  const { csrf, cookie } = await formOf(house, path);
  return house.ask(path, {
    method: 'POST',
    body: new URLSearchParams({ csrf, ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', cookie },
  });
}

const lastAsked = () => {
  const { url = '', body = '{}' } = house.identity.received.at(-1) ?? {};
  return { url, body: JSON.parse(body) as unknown };
};

describe('registering', () => {
  it('sends address, password and where it came from to identity, and says to look into the mail', async () => {
    const response = await submit('/register', { email: 'ada@example.test', ...chosen });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Look into your mail');
    expect(lastAsked()).toEqual({
      url: '/internal/v1/registrations',
      body: { email: 'ada@example.test', password: 'twelve chars!', clientIp: '127.0.0.1' },
    });
  });

  it.each([
    [{ email: 'ada@example.test', password: 'short', again: 'short' }, 'at least 12 characters'],
    [{ email: 'ada@example.test', password: 'twelve chars!', again: 'another one!' }, 'not the same'],
    [{ email: 'nobody', ...chosen }, 'Enter your e-mail address'],
  ])('says what is wrong with the form', async (fields, sentence) => {
    const response = await submit('/register', fields);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(sentence);
  });

  it('is confirmed with the link and the password, which signs in', async () => {
    const response = await submit('/register/ebl_good', { password: 'right' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(response.headers.getSetCookie().join()).toContain(SESSION);
  });

  it('is not confirmed with another password', async () => {
    const response = await submit('/register/ebl_good', { password: 'canary-wrong' });
    expect(response.status).toBe(401);
    const page = await response.text();
    expect(page).toContain('Detail of IDENTITY.BAD_CREDENTIALS.');
    expect(page).not.toContain('canary-wrong');
    expect(response.headers.getSetCookie().join()).not.toContain('ebb_session=');
  });
});

describe('a forgotten password', () => {
  it('is answered alike whoever asks', async () => {
    const response = await submit('/new-password', { email: 'ada@example.test' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('If there is an account with this address');
    expect(lastAsked()).toMatchObject({ url: '/internal/v1/password-resets', body: { email: 'ada@example.test' } });
  });

  it('is replaced with the link, and the browser’s session goes too', async () => {
    const response = await submit('/new-password/ebl_good', chosen);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('every session was ended');
    expect(response.headers.getSetCookie().join()).toContain('ebb_session=; Max-Age=0');
  });

  it('is not replaced with a link that is over', async () => {
    const response = await submit('/new-password/ebl_used', chosen);
    expect(response.status).toBe(410);
    expect(await response.text()).toContain('role="alert"');
  });
});

it.each(['/register', '/register/ebl_good', '/new-password', '/new-password/ebl_good'])(
  'a form for %s from another site is refused',
  async (path) => {
    const { csrf, cookie } = await formOf(house, path);
    const response = await house.ask(path, {
      method: 'POST',
      body: new URLSearchParams({ csrf, email: 'ada@example.test', ...chosen }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site', cookie },
    });
    expect(response.status).toBe(403);
  },
);

it.each([
  '/register',
  '/register/ebl_good',
  '/new-password',
  '/new-password/ebl_good',
  '/sign-in',
  '/sign-in/code',
  '/sign-in/link',
])('a form for %s that is empty altogether is refused', async (path) => {
  expect((await house.ask(path, { method: 'POST' })).status).toBe(403);
});

import { ConsoleHouse, formOf, SESSION } from '../support/console-house.ts';
import { problem } from '../support/peer.fake.ts';

const house = new ConsoleHouse();
beforeAll(async () => {
  await house.start();
  const others = house.identity.respond;
  house.identity.respond = (request) => {
    const sent = (request.body === '' ? {} : JSON.parse(request.body)) as Record<string, string>;
    if (request.url === '/internal/v1/sessions' && sent['email'] === 'careful@example.test')
      return { status: 201, body: { secondFactorToken: 'ebp_half', expiresAt: '2026-03-01T12:10:00.000Z' } };
    if (request.url.endsWith('/second-factor') && sent['code'] !== '123456') return problem(401, 'IDENTITY.WRONG_CODE');
    if (request.url.endsWith('/prove') && sent['password'] !== 'right') return problem(403, 'IDENTITY.WRONG_PASSWORD');
    if (request.url.endsWith('/prove'))
      return { status: 201, body: { sessionToken: 'ebs_another', expiresAt: '2026-03-01T12:20:00.000Z' } };
    return others(request);
  };
});
afterAll(() => house.stop());

function submit(path: string, fields: Record<string, string>, cookie: string): Promise<Response> {
  return house.ask(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', cookie },
  });
}

const cookieNamed = (response: Response, name: string): string | undefined =>
  response.headers.getSetCookie().find((line) => line.includes(`${name}=`));

describe('a sign-in with a second factor', () => {
  it('goes on to the code, without a session, in a cookie of ten minutes', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const response = await submit('/sign-in', { csrf, email: 'careful@example.test', password: 'right' }, cookie);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in/code']);
    expect(cookieNamed(response, 'ebb_session')).toBeUndefined();
    expect(cookieNamed(response, 'ebb_pending')).toBe(
      'ebb_pending=ebp_half; Max-Age=600; Path=/; HttpOnly; SameSite=Lax',
    );
  });

  it('lets in with the right code, and asks again after a wrong one', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const both = `${cookie}; ebb_pending=ebp_half`;
    const wrong = await submit('/sign-in/code', { csrf, code: '000000' }, both);
    expect([wrong.status, cookieNamed(wrong, 'ebb_session')]).toEqual([401, undefined]);
    expect(await wrong.text()).toContain('Detail of IDENTITY.WRONG_CODE.');
    const right = await submit('/sign-in/code', { csrf, code: '123456' }, both);
    expect([right.status, right.headers.get('location')]).toEqual([303, '/']);
    expect(cookieNamed(right, 'ebb_session')).toContain(SESSION);
    expect(cookieNamed(right, 'ebb_pending')).toContain('Max-Age=0');
    expect(JSON.parse(house.identity.received.at(-1)?.body ?? '{}')).toEqual({
      token: 'ebp_half',
      code: '123456',
      clientIp: '127.0.0.1',
    });
  });

  it('begins anew without the cookie, and takes nothing from another site', async () => {
    const response = await house.ask('/sign-in/code');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in']);
    expect((await submit('/sign-in/code', { code: '123456' }, 'ebb_pending=ebp_half')).status).toBe(403);
  });
});

describe('confirming that it is you', () => {
  it('gives the session another token', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const both = `${cookie}; ebb_session=${SESSION}`;
    expect((await submit('/confirm', { csrf, password: 'wrong', code: '' }, both)).status).toBe(403);
    const response = await submit('/confirm', { csrf, password: 'right', code: '' }, both);
    expect(response.status).toBe(303);
    expect(cookieNamed(response, 'ebb_session')).toContain('ebb_session=ebs_another;');
    expect(JSON.parse(house.identity.received.at(-1)?.body ?? '{}')).toEqual({
      sessionToken: SESSION,
      password: 'right',
    });
  });

  it('is for who is signed in', async () => {
    const response = await house.ask('/confirm');
    expect(response.headers.get('location')).toBe('/sign-in');
    expect((await house.ask('/confirm', { headers: { cookie: `ebb_session=${SESSION}` } })).status).toBe(200);
  });
});

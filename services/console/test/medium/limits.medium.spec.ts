import { API_TOKEN, ConsoleHouse, formOf, SESSION } from '../support/console-house.ts';

const LIMITS = {
  EBB_CONSOLE_RATE_STRANGERS: '12',
  EBB_CONSOLE_RATE_BAD_CREDENTIALS: '4',
  EBB_CONSOLE_RATE_ACCOUNT: '8',
};
const house = new ConsoleHouse();
beforeAll(() => house.start({ EBB_HTTP_TRUSTED_PROXIES: '127.0.0.1/32', ...LIMITS }));
afterAll(() => house.stop());

const PATH = '/api/executor/v1/scenarios';
/** As the proxy in front passes a visitor on. */
const from = (address: string, more: Record<string, string> = {}): { headers: Record<string, string> } => ({
  headers: { 'x-forwarded-for': address, ...more },
});

async function statuses(times: number, ask: () => Promise<Response>): Promise<number[]> {
  const seen: number[] = [];
  for (let index = 0; index < times; index += 1) seen.push((await ask()).status);
  return seen;
}

describe('how much the edge takes', () => {
  it('is limited for each address that comes in nobody\u2019s name, before its form is read', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    const body = new URLSearchParams({ csrf, email: 'ada@example.test', password: 'wrong' }).toString();
    const attempt = (): Promise<Response> =>
      house.ask('/sign-in', {
        method: 'POST',
        body,
        headers: {
          ...from('198.51.100.7').headers,
          // A made-up session opens no other account of attempts.
          cookie: `${cookie}; ebb_session=ebs_made-up`,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
      });
    expect(await statuses(12, attempt)).toEqual(Array.from({ length: 12 }, () => 401));
    house.identity.received.splice(0);
    const refused = await attempt();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'CONSOLE.RATE_LIMITED', status: 429 });
    expect(house.identity.received).toEqual([]);
  });

  it('is another for another address, and for those who work behind the same one', async () => {
    expect((await house.ask('/sign-in', from('198.51.100.7'))).status).toBe(429);
    expect((await house.ask('/sign-in', from('198.51.100.8'))).status).toBe(200);
    expect((await house.ask(PATH, from('198.51.100.7', { authorization: `Bearer ${API_TOKEN}` }))).status).toBe(200);
    expect((await house.ask('/health/live', from('198.51.100.7'))).status).toBe(200);
  });

  it('counts the neighbours in one IPv6 network together', async () => {
    for (let index = 0; index < 12; index += 1) await house.ask('/sign-in', from(`2001:db8:1:2::${String(index)}`));
    expect((await house.ask('/sign-in', from('2001:db8:1:2:ffff::1'))).status).toBe(429);
    expect((await house.ask('/sign-in', from('2001:db8:1:3::1'))).status).toBe(200);
  });

  it('is limited for guesses at tokens and sessions, before identity is asked', async () => {
    const guess = (): Promise<Response> => house.ask(PATH, from('198.51.100.9', { authorization: 'Bearer ebb_guess' }));
    expect(await statuses(4, guess)).toEqual([401, 401, 401, 401]);
    house.identity.received.splice(0);
    expect((await guess()).status).toBe(429);
    expect(house.identity.received).toEqual([]);
  });

  it('lets those work on behind an address with guesses whose token or session it saw before, until identity ends it', async () => {
    const fresh = await new ConsoleHouse().start({ EBB_HTTP_TRUSTED_PROXIES: '127.0.0.1/32', ...LIMITS });
    const ask = (more: Record<string, string>): Promise<Response> => fresh.ask(PATH, from('198.51.100.20', more));
    const [token, session] = [{ authorization: `Bearer ${API_TOKEN}` }, { cookie: `ebb_session=${SESSION}` }];
    expect((await fresh.ask(PATH, from('198.51.100.21', session))).status).toBe(200);
    const guess = (): Promise<Response> => ask({ authorization: 'Bearer ebb_guess' });
    expect(await statuses(5, guess)).toEqual([401, 401, 401, 401, 429]);
    expect((await ask(session)).status).toBe(200);
    // Never seen here, so it might be a guess.
    expect((await ask(token)).status).toBe(429);
    expect((await fresh.ask(PATH, from('198.51.100.21', token))).status).toBe(200);
    expect((await ask(token)).status).toBe(200);
    fresh.isSignedOut = true;
    expect((await ask(session)).status).toBe(429);
    fresh.identity.received.splice(0);
    expect((await ask(session)).status).toBe(429);
    expect(fresh.identity.received).toEqual([]);
    await fresh.stop();
  });

  it('lets somebody who signs in behind such an address work at once', async () => {
    const fresh = await new ConsoleHouse().start({ EBB_HTTP_TRUSTED_PROXIES: '127.0.0.1/32', ...LIMITS });
    const guess = from('198.51.100.22', { authorization: 'Bearer ebb_guess' });
    expect(await statuses(5, () => fresh.ask(PATH, guess))).toEqual([401, 401, 401, 401, 429]);
    const { csrf, cookie } = await formOf(fresh, '/sign-in');
    const { headers } = from('198.51.100.22', {
      ...{ cookie, 'sec-fetch-site': 'same-origin' },
      'content-type': 'application/x-www-form-urlencoded',
    });
    const body = new URLSearchParams({ csrf, email: 'ada@example.test', password: 'right' }).toString();
    expect((await fresh.ask('/sign-in', { method: 'POST', body, headers })).status).toBe(303);
    expect((await fresh.ask(PATH, from('198.51.100.22', { cookie: `ebb_session=${SESSION}` }))).status).toBe(200);
    await fresh.stop();
  });

  it('is limited for each account wherever it comes from', async () => {
    let host = 0;
    const call = (): Promise<Response> => {
      host += 1;
      return house.ask(PATH, from(`203.0.113.${String(host)}`, { cookie: `ebb_session=${SESSION}` }));
    };
    const first = await call();
    expect(first.headers.get('ratelimit-policy')).toBe('"account";q=8;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"account";r=7;t=\d+$/);
    expect(await statuses(7, call)).toEqual(Array.from({ length: 7 }, () => 200));
    expect((await call()).status).toBe(429);
  });
});

describe('the address a visitor claims to have', () => {
  it('is believed from nobody when no proxy is configured', async () => {
    const open = await new ConsoleHouse().start({ ...LIMITS });
    let host = 0;
    const visit = (): Promise<Response> => {
      host += 1;
      return open.ask('/sign-in', from(`203.0.113.${String(host)}`));
    };
    await statuses(12, visit);
    expect((await visit()).status).toBe(429);
    await open.stop();
  });
});

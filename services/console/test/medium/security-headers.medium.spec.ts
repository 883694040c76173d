import { ConfigError } from '@ebbflow/config';
import { ConsoleHouse, formOf } from '../support/console-house.ts';

describe('on https', () => {
  const house = new ConsoleHouse();
  beforeAll(() => house.start('https://flow.example.test'));
  afterAll(() => house.stop());

  it.each(['/', '/sign-in', '/nowhere', '/api/executor/v1/x', '/assets/none.css', '/health/live', '/%zz'])(
    '%s has every header',
    async (path) => {
      const { headers } = await house.ask(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=63072000; includeSubDomains$/);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('the cookies are bound to the host and to TLS', async () => {
    const { csrf, cookie } = await formOf(house, '/sign-in');
    expect(cookie).toMatch(/^__Host-ebb_csrf=/);
    const response = await house.ask('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ csrf, email: 'ada@example.test', password: 'right' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://flow.example.test', cookie },
    });
    const [session] = response.headers.getSetCookie();
    expect(session).toMatch(/^__Host-ebb_session=[^;]+; Max-Age=1200; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('no answer repeats the Host a caller wrote', async () => {
    const response = await house.ask('/', { headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' } });
    expect(JSON.stringify([...response.headers]) + (await response.text())).not.toContain('evil.example');
  });
});

describe('on plain http', () => {
  it('a console that is not on loopback does not start', async () => {
    const house = new ConsoleHouse();
    const start = house.start('http://flow.example.test');
    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toThrow('EBB_PUBLIC_URL must begin with https://');
    await house.stop();
  });

  it('on loopback there is no HSTS, which browsers would hold against other programs there', async () => {
    const house = await new ConsoleHouse().start('http://localhost:7100');
    expect((await house.ask('/sign-in')).headers.get('strict-transport-security')).toBeNull();
    await house.stop();
  });
});

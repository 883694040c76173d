import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { ConfigError } from '@ebbflow/config';
import { listRoutes } from '@ebbflow/service-host';
import { STYLESHEET_PATH } from '../../src/assets/assets.ts';
import { API_TOKEN, ConsoleHouse, formOf } from '../support/console-house.ts';

const nonceIn = ({ headers }: Response): string =>
  /'nonce-([\w-]{22})'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? 'none';

async function expectEveryHeader(what: string, response: Response): Promise<void> {
  const said = Object.fromEntries(response.headers);
  await response.body?.cancel();
  const nonce = `'nonce-${nonceIn(response)}'`;
  expect({ what, policy: said['content-security-policy'] }).toEqual({
    what,
    policy:
      `default-src 'none'; script-src ${nonce}; style-src ${nonce}; img-src 'self'; connect-src 'self'; form-action 'self'; ` +
      "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types default; " +
      'report-uri /csp-reports; report-to csp',
  });
  expect({ what, ...said }).toMatchObject({
    what,
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'reporting-endpoints': 'csp="https://flow.example.test/csp-reports"',
    'referrer-policy': expect.stringMatching(/^(?:same-origin|no-referrer)$/) as unknown,
    'permissions-policy': expect.stringContaining('camera=()') as unknown,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': expect.stringMatching(what === 'a file' ? /immutable/ : /^no-store$/) as unknown,
  });
  expect(said['access-control-allow-origin']).toBeUndefined();
  expect(said['server']).toBeUndefined();
  expect(said['x-powered-by']).toBeUndefined();
}

describe('on https', () => {
  const house = new ConsoleHouse();
  beforeAll(() => house.start({ EBB_PUBLIC_URL: 'https://flow.example.test' }));
  afterAll(() => house.stop());

  it('every answer of every route has every header: pages, files, forms, the API, refusals', async () => {
    const routes = listRoutes(house.service.app).filter(({ method }) => ['GET', 'POST', 'DELETE'].includes(method));
    expect(routes.length).toBeGreaterThan(25);
    for (const { method, path } of routes) {
      const url = path.replace('/:service', '/executor').replace('*', 'executor/v1/x').replaceAll(/:\w+/g, 'x');
      await expectEveryHeader(`${method} ${path}`, await house.ask(url, { method }));
    }
  });

  it.each([
    ['an address nobody knows', '/nowhere', {}],
    ['a malformed address', '/%zz', {}],
    ['a file', STYLESHEET_PATH, {}],
    ['a form from elsewhere', '/sign-in', { method: 'POST', body: new URLSearchParams({ email: 'x' }) }],
    ['a body nobody takes', '/sign-in', { method: 'POST', body: 'x', headers: { 'content-type': 'image/png' } }],
    ['a method nobody takes', '/sign-in', { method: 'PUT' }],
    ['an answer passed on', '/api/executor/v1/x', { headers: { authorization: `Bearer ${API_TOKEN}` } }],
    ['a service that is away', '/api/vault/v1/x', { headers: { authorization: `Bearer ${API_TOKEN}` } }],
    ['an old browser', '/', { headers: { 'user-agent': 'Mozilla/4.0 (compatible; MSIE 6.0)' } }],
  ])('%s has every header', async (what, path, init) => {
    await expectEveryHeader(what, await house.ask(path, init));
  });

  it.each([
    ['no HTTP', 'nonsense\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['an expectation', 'GET / HTTP/1.1\r\nhost: a\r\nexpect: tea\r\nconnection: close\r\n\r\n'],
  ])('%s has every header', async (what, sent) => {
    const socket = connect(Number(new URL(house.service.url).port), '127.0.0.1');
    socket.write(sent);
    const [front = ''] = (await text(socket)).split('\r\n\r\n');
    const lines = front
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(': ', 2) as [string, string]);
    await expectEveryHeader(what, new Response(null, { headers: lines }));
  });

  it('a nonce is used once, and a page has nothing that would need more than it', async () => {
    const [one, two] = await Promise.all([house.ask('/sign-in'), house.ask('/sign-in')]);
    expect(nonceIn(one)).not.toBe(nonceIn(two));
    const page = await one.text();
    expect(page).toContain(`<link rel="stylesheet" nonce="${nonceIn(one)}" href="/assets/`);
    expect(page).not.toMatch(
      /<script(?! type="module" nonce="[^"]+" src="\/assets\/[^"]+"><\/script>)|<style|\bstyle=|\bon\w+=|javascript:/i,
    );
  });

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
    const start = house.start({ EBB_PUBLIC_URL: 'http://flow.example.test' });
    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toThrow('EBB_PUBLIC_URL must begin with https://');
    await house.stop();
  });

  it('on loopback there is no HSTS, which browsers would hold against other programs there', async () => {
    const house = await new ConsoleHouse().start({ EBB_PUBLIC_URL: 'http://localhost:7100' });
    expect((await house.ask('/sign-in')).headers.get('strict-transport-security')).toBeNull();
    await house.stop();
  });
});

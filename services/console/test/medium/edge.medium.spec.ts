import { request } from 'node:http';
import { assertEveryRouteHasPolicy, listRoutes } from '@ebbflow/service-host';
import { ADA, API_TOKEN, ConsoleHouse, SESSION } from '../support/console-house.ts';
import { problem } from '../support/peer.fake.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());
beforeEach(() => house.executor.received.splice(0));

const token = { authorization: `Bearer ${API_TOKEN}` };

/** `fetch` tidies a path before it sends it; an attacker does not. */
function askRaw(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(house.service.url);
    request({ hostname, port, path, headers: token }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the edge', () => {
  it('passes a call on with a token of its own that names the principal', async () => {
    const response = await house.ask('/api/executor/v1/scenarios?limit=5&cursor=a%2Fb', { headers: token });
    expect(response.status).toBe(200);
    const [received] = house.executor.received;
    expect(received?.url).toBe('/v1/scenarios?limit=5&cursor=a%2Fb');
    expect(await house.callerAt('executor', received?.headers.authorization)).toEqual({
      service: 'console',
      principal: { ...ADA, userId: null, kind: 'api-token', scopes: ['scenarios:read'] },
    });
  });

  it('leaves cookies, authorisation, forwarding and hop-by-hop headers behind', async () => {
    await house.ask('/api/executor/v1/scenarios', {
      headers: {
        cookie: `ebb_session=${SESSION}`,
        'x-forwarded-for': '10.0.0.1',
        'x-ebb-principal': 'x',
        te: 'trailers',
        accept: 'application/json',
        'if-match': '"1"',
      },
    });
    const headers = house.executor.received[0]?.headers ?? {};
    expect(headers['cookie']).toBeUndefined();
    expect(headers['x-forwarded-for']).toBeUndefined();
    expect(headers['x-ebb-principal']).toBeUndefined();
    expect(headers['te']).toBeUndefined();
    expect(headers).toMatchObject({ accept: 'application/json', 'if-match': '"1"' });
  });

  it('gives the answer back with its status and those headers that are for the caller', async () => {
    const usual = house.executor.respond;
    house.executor.respond = () => ({
      ...problem(422, 'EXECUTOR.BLUEPRINT_INVALID'),
      headers: { etag: '"7"', 'set-cookie': 'evil=1', location: '/v1/scenarios/scn_1', server: 'x' },
    });
    const response = await house.ask('/api/executor/v1/scenarios', {
      method: 'POST',
      body: '{}',
      headers: { ...token, 'content-type': 'application/json' },
    });
    house.executor.respond = usual;
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'EXECUTOR.BLUEPRINT_INVALID' });
    expect(response.headers.get('location')).toBe('/api/executor/v1/scenarios/scn_1');
    expect(response.headers.get('etag')).toBe('"7"');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('server')).toBeNull();
    expect(response.headers.get('x-request-id')).not.toBeNull();
  });

  it.each([
    [{}],
    [{ authorization: 'Bearer ebb_unknown' }],
    [{ authorization: 'Basic eDp5' }],
    [{ authorization: 'Bearer ebb_unknown', cookie: `ebb_session=${SESSION}` }],
    [{ cookie: 'ebb_session=ebs_over' }],
  ])('answers 401 to whom it does not know', async (headers: Record<string, string>) => {
    const response = await house.ask('/api/executor/v1/scenarios', { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'HOST.UNAUTHENTICATED' });
    expect(house.executor.received).toEqual([]);
  });

  it.each([
    '/api/executor/internal/v1/runs',
    '/api/executor/v1/../internal/v1/runs',
    '/api/executor/v1/%2e%2e/internal/v1/runs',
    '/api/executor/v1/..%2finternal/v1/runs',
    '/api/executor/v1/..%5cinternal',
    '/api/executor/v1\\..\\internal',
    '/api/executor/v1//internal',
    '/api/executor//v1/x',
    '/api/executor/health/ready',
    '/api/executor/v1',
    '/api/executor/v10/x',
    '/api/executor/V1/x',
    '/api/console/v1/x',
    '/api/constructor/v1/x',
    '/api/executor@evil.example/v1/x',
    '/api/executor/v1/x%00',
    '/x/../api/executor/internal/v1/runs',
  ])('does not pass %s on', async (path) => {
    expect([400, 404]).toContain(await askRaw(path));
    expect(house.executor.received).toEqual([]);
  });

  it('passes a large body on, and refuses one beyond 10 MiB before it is all there', async () => {
    const large = 'x'.repeat(9 * 1_048_576);
    expect(
      (
        await house.ask('/api/executor/v1/scenarios', {
          method: 'POST',
          body: large,
          headers: { ...token, 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(200);
    expect(house.executor.received[0]?.body.length).toBe(large.length);
    const response = await house.ask('/api/executor/v1/scenarios', {
      method: 'POST',
      body: 'x'.repeat(11 * 1_048_576),
      headers: token,
    });
    expect(response.status).toBe(413);
  });

  it('answers 413 when an undeclared body turns out to be too large', async () => {
    const chunk = new Uint8Array(1_048_576);
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        if (sent++ < 12) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const response = await house.ask('/api/executor/v1/scenarios', {
      method: 'POST',
      body,
      headers: token,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
  });

  it('answers 503 when the service is away', async () => {
    const response = await house.ask('/api/vault/v1/connections', { headers: token });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'HOST.PEER_UNAVAILABLE' });
    expect(response.headers.get('retry-after')).not.toBeNull();
  });
});

describe('the routes of the console', () => {
  it('each have a policy', () => {
    assertEveryRouteHasPolicy(house.service.app);
  });

  it('are these, each public for a stated reason', () => {
    const routes = listRoutes(house.service.app).filter(
      (route) => route.method !== 'HEAD' && !route.path.startsWith('/api'),
    );
    expect(routes.map((route) => `${route.method} ${route.path}`).sort()).toEqual([
      'GET /',
      'GET /*',
      'GET /app/assets/:name',
      'GET /assets/:name',
      'GET /confirm',
      'GET /csrf-token',
      'GET /docs/:service/openapi.json',
      'GET /docs/openapi.json',
      'GET /health/live',
      'GET /health/ready',
      'GET /incomplete',
      'GET /invitations/:token',
      'GET /new-address/:token',
      'GET /new-password',
      'GET /new-password/:token',
      'GET /oauth/callback',
      'GET /outbox',
      'GET /privacy',
      'GET /privacy/changes',
      'GET /register',
      'GET /register/:token',
      'GET /requests/:token',
      'GET /runs',
      'GET /runs/:runId',
      'GET /scenarios',
      'GET /scenarios/:scenarioId',
      'GET /setup/:token',
      'GET /sign-in',
      'GET /sign-in/add/:provider',
      'GET /sign-in/code',
      'GET /sign-in/link',
      'GET /sign-in/with/:provider',
      'GET /sign-in/with/:provider/callback',
      'GET /unsubscribe/:token',
      'POST /confirm',
      'POST /csp-reports',
      'POST /internal/v1/evidence',
      'POST /invitations/:token',
      'POST /new-address/:token',
      'POST /new-password',
      'POST /new-password/:token',
      'POST /register',
      'POST /register/:token',
      'POST /requests/:token',
      'POST /setup/:token',
      'POST /sign-in',
      'POST /sign-in/code',
      'POST /sign-in/link',
      'POST /sign-in/passkey',
      'POST /sign-in/passkey/options',
      'POST /sign-out',
      'POST /unsubscribe/:token',
    ]);
    for (const { path, policy } of routes) {
      if (path.startsWith('/internal/')) expect(policy?.kind).toBe('internal');
      else expect(policy?.kind === 'public' && policy.why.length > 3).toBe(true);
    }
  });
});

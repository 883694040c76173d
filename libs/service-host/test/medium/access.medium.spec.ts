import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@ebbflow/testing';
import { SignJWT } from 'jose';
import { assertEveryRouteHasPolicy, listRoutes, type RunningService } from '../../src/index.ts';
import { ServiceKeysConfig } from '../../src/tokens/service-keys.config.ts';
import { aPrincipal, ManualClock, settingsOf, startProbe, tokensOf } from '../support/house.ts';
import { probeService } from '../support/probe-service.ts';

const clock = new ManualClock();
let service: RunningService;

beforeAll(async () => {
  service = await startProbe(probeService, clock);
});
afterAll(() => service.stop());

async function ask(
  path: string,
  token?: string,
  init: RequestInit = {},
): Promise<{ status: number; code: string | undefined; body: Record<string, unknown> }> {
  const response = await fetch(`${service.url}${path}`, {
    ...init,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code: body['code'] as string | undefined, body };
}

describe('the access check of a route for services', () => {
  it('lets a named service in', async () => {
    const answer = await ask('/v1/internal', await tokensOf('executor', clock).mint('console'));
    expect(answer).toMatchObject({ status: 200, body: { caller: 'executor' } });
  });

  it('refuses a call without a token', async () => {
    expect(await ask('/v1/internal')).toMatchObject({ status: 401, code: 'HOST.UNAUTHENTICATED' });
  });

  it('refuses a token made for another service', async () => {
    const token = await tokensOf('executor', clock).mint('vault');
    expect(await ask('/v1/internal', token)).toMatchObject({ status: 401, code: 'HOST.UNAUTHENTICATED' });
  });

  it('refuses a token that was good and has expired, also one it has seen before', async () => {
    const tokens = tokensOf('executor', clock);
    const token = await tokens.mint('console');
    expect((await ask('/v1/internal', token)).status).toBe(200);
    clock.advance(66_000);
    expect(await ask('/v1/internal', token)).toMatchObject({ status: 401, code: 'HOST.UNAUTHENTICATED' });
  });

  it('refuses another service than the named ones', async () => {
    const token = await tokensOf('gateway', clock).mint('console');
    expect(await ask('/v1/internal', token)).toMatchObject({ status: 403, code: 'HOST.FORBIDDEN' });
  });

  it('refuses a token that one service signed in the name of another', async () => {
    const { privateKey } = new ServiceKeysConfig(settingsOf('gateway'));
    const nowS = Math.floor(clock.nowMs() / 1_000);
    const forge = (kid: string, iss: string): Promise<string> =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setIssuer(iss)
        .setAudience('console')
        .setIssuedAt(nowS)
        .setExpirationTime(nowS + 60)
        .sign(privateKey);
    expect(await ask('/v1/internal', await forge('executor', 'executor'))).toMatchObject({ status: 401 });
    expect(await ask('/v1/internal', await forge('gateway', 'executor'))).toMatchObject({ status: 401 });
    expect(await ask('/v1/internal', await forge('nobody', 'executor'))).toMatchObject({ status: 401 });
  });

  it('refuses a token without a signature', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const nowS = Math.floor(clock.nowMs() / 1_000);
    const claims = part({ iss: 'executor', aud: 'console', iat: nowS, exp: nowS + 60 });
    for (const header of [
      { alg: 'none', kid: 'executor' },
      { alg: 'EdDSA', kid: 'executor' },
    ]) {
      expect(await ask('/v1/internal', `${part(header)}.${claims}.x`)).toMatchObject({ status: 401 });
    }
  });
});

describe('the access check of a route for principals', () => {
  const post = { method: 'POST', body: JSON.stringify({ name: 'a' }) };

  it('lets a principal with the scope in, and an owner', async () => {
    for (const scope of ['things:write', '*']) {
      const token = await tokensOf('console', clock).mint('console', aPrincipal(scope));
      expect(await ask('/v1/things', token, post)).toMatchObject({
        status: 201,
        body: { organisationId: aPrincipal().organisationId },
      });
    }
  });

  it('refuses a principal without the scope, and a service without a principal', async () => {
    const tokens = tokensOf('console', clock);
    for (const token of [
      await tokens.mint('console', aPrincipal('things:read', 'things')),
      await tokens.mint('console'),
    ]) {
      expect(await ask('/v1/things', token, post)).toMatchObject({ status: 403, code: 'HOST.FORBIDDEN' });
    }
  });

  it('believes a principal from the console only', async () => {
    const token = await tokensOf('executor', clock).mint('console', aPrincipal('*'));
    expect(await ask('/v1/things', token, post)).toMatchObject({ status: 401, code: 'HOST.UNAUTHENTICATED' });
  });

  it('decides before it reads the body', async () => {
    expect(await ask('/v1/things', undefined, { method: 'POST', body: '{"name":' })).toMatchObject({ status: 401 });
  });
});

describe('a route without a policy', () => {
  it('is denied to everybody', async () => {
    expect(await ask('/v1/forgotten')).toMatchObject({ status: 403, code: 'HOST.FORBIDDEN' });
    const token = await tokensOf('console', clock).mint('console', aPrincipal('*'));
    expect(await ask('/v1/forgotten', token)).toMatchObject({ status: 403, code: 'HOST.FORBIDDEN' });
  });

  it('is named by the assertion that every service runs in its tests', () => {
    expect(() => {
      assertEveryRouteHasPolicy(service.app);
    }).toThrow('GET /v1/forgotten');
  });

  it('is the only one in the list of routes, in which every other stands with its policy', () => {
    const routes = listRoutes(service.app);
    expect(
      routes.filter((route) => route.policy === undefined && route.method !== 'HEAD').map((route) => route.path),
    ).toEqual(['/v1/forgotten']);
    expect(routes).toContainEqual(
      expect.objectContaining({
        method: 'POST',
        path: '/v1/things',
        policy: { kind: 'scope', scope: 'things:write' },
      }),
    );
    expect(routes).toContainEqual(
      expect.objectContaining({
        method: 'GET',
        path: '/health/ready',
        policy: { kind: 'public', why: 'probe of the orchestrator' },
      }),
    );
  });
});

it('a request that is refused leaves a line with its route and code, and nothing it brought along', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ebbflow-refusals-'));
  const file = join(folder, 'log');
  const logged = await startProbe(probeService, clock, { EBB_LOG_FILE: file, EBB_LOG_LEVEL: 'info' });
  try {
    await fetch(`${logged.url}/v1/internal?canary=1`, { headers: { authorization: 'Bearer canary.canary.canary' } });
    const refused = (): Promise<Record<string, unknown> | undefined> =>
      readFile(file, 'utf8').then((text) =>
        text
          .split('\n')
          .filter((line) => line.includes('A request was refused.'))
          .map((line) => JSON.parse(line) as Record<string, unknown>)
          .at(0),
      );
    const line = await waitFor(refused);
    expect(line).toMatchObject({ level: 'info', route: '/v1/internal', status: 401, code: 'HOST.UNAUTHENTICATED' });
    expect(JSON.stringify(line)).not.toContain('canary');
  } finally {
    await logged.stop();
    await rm(folder, { recursive: true });
  }
});

import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Settings } from '@ebbflow/config';
import { createEgress, EgressConfig, type Egress } from '@ebbflow/egress';
import { ManualClock } from '@ebbflow/kernel';
import type { HeldRun } from '../held-run.ts';
import { AttemptScope } from './attempt-scope.ts';
import { lineOf } from './connection-line.ts';
import { GuardedHttp } from './guarded-http.ts';
import { GuardedSockets } from './guarded-sockets.ts';

const journal = { settle: async () => undefined };

function scopeOf(tenantId: string, runId = 'run_1'): AttemptScope {
  return new AttemptScope({ tenantId, runId } as HeldRun, new ManualClock(), Infinity);
}

describe('calls made with a connection', () => {
  let server: Server;
  let egress: Egress;
  let status: number;
  let calls: number;

  beforeEach(async () => {
    [status, calls] = [503, 0];
    server = createServer((_request, response) => {
      calls += 1;
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const settings = { EBB_EGRESS_ALLOW: '127.0.0.0/8', EBB_EGRESS_CIRCUIT_FAULTS: '3', EBB_EGRESS_LINE_RATE: '5' };
    egress = createEgress(new EgressConfig(new Settings(settings)));
  });
  afterEach(async () => {
    await egress.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const portOf = (): number => (server.address() as AddressInfo).port;
  const send = (scope: AttemptScope, id?: string): Promise<number | object> =>
    new GuardedHttp(egress, scope, journal)
      .send({
        url: `http://127.0.0.1:${String(portOf())}/`,
        method: 'GET',
        headers: [],
        timeoutMs: 5_000,
        followRedirects: false,
        rejectUnauthorized: true,
        ...(id === undefined ? {} : { connection: { id, app: 'http' } }),
      })
      .then(
        (response) => response.status,
        (thrown: unknown) => {
          const { errorClass, retryAfterMs } = thrown as { errorClass?: string; retryAfterMs?: number };
          return { errorClass, retryAfterMs };
        },
      );

  it('fail at once while its service is down: in every run of the organisation, with the time to wait, and in no other', async () => {
    const scope = scopeOf('org_1');
    expect([await send(scope, 'con_1'), await send(scope, 'con_1'), await send(scope, 'con_1')]).toEqual([
      503, 503, 503,
    ]);
    const refused = (await send(scopeOf('org_1', 'run_2'), 'con_1')) as { errorClass: string; retryAfterMs: number };
    expect(refused.errorClass).toBe('ConnectionError');
    expect(refused.retryAfterMs).toBeGreaterThan(20_000);
    expect(calls).toBe(3);
    status = 200;
    expect([await send(scope, 'con_2'), await send(scope), await send(scopeOf('org_2'), 'con_1')]).toEqual([
      200, 200, 200,
    ]);
  });

  it('count by a raw connection too, whichever app it is of', async () => {
    const sockets = new GuardedSockets(egress, scopeOf('org_1'), journal);
    const closedPort = portOf();
    await new Promise((resolve) => server.close(resolve));
    const open = (): Promise<unknown> =>
      sockets.open({ host: '127.0.0.1', port: closedPort, connection: { id: 'con_1', app: 'email' } });
    for (let fault = 0; fault < 3; fault += 1) {
      await expect(open()).rejects.toMatchObject({ errorClass: 'ConnectionError', retryAfterMs: undefined });
    }
    await expect(open()).rejects.toMatchObject({
      errorClass: 'ConnectionError',
      retryAfterMs: expect.any(Number) as number,
    });
    server.listen(0);
  });

  it('are a RateLimitError where they are too many', async () => {
    status = 200;
    const scope = scopeOf('org_1');
    const said = Array.from({ length: 40 }, () => send(scope, 'con_1'));
    // What is refused is so at once; the rest waits for its turn until the attempt is over.
    expect(await said.at(-1)).toEqual({ errorClass: 'RateLimitError', retryAfterMs: 5_000 });
    expect(await Promise.all(said.slice(0, 5))).toEqual([200, 200, 200, 200, 200]);
    scope.end({ kind: 'lost' });
    await Promise.all(said);
  });

  it('have the limits of their app, and share them with their own organisation alone', () => {
    expect(lineOf(scopeOf('org_1'), { id: 'con_1', app: 'email' })).toEqual({
      line: { key: 'org_1 con_1', concurrent: 5, perSecond: 10 },
    });
    expect(lineOf(scopeOf('org_1'), { id: 'con_1', app: 'http' })).toEqual({ line: { key: 'org_1 con_1' } });
    expect(lineOf(scopeOf('org_1'), undefined)).toEqual({});
  });
});

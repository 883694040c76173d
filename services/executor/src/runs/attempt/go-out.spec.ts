import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Settings } from '@ebbflow/config';
import { ModuleError } from '@ebbflow/connector-sdk';
import { createEgress, EgressConfig, type Egress } from '@ebbflow/egress';
import { ManualClock } from '@ebbflow/kernel';
import type { HeldRun } from '../held-run.ts';
import { AttemptEnded } from './attempt-ended.ts';
import { AttemptScope } from './attempt-scope.ts';
import { GuardedHttp } from './guarded-http.ts';
import { GuardedSockets } from './guarded-sockets.ts';

const request = {
  method: 'GET',
  headers: [],
  timeoutMs: 60_000,
  followRedirects: true,
  rejectUnauthorized: true,
} as const;

describe('what a module does outside', () => {
  let server: Server;
  let egress: Egress;
  let scope: AttemptScope;
  let accepted: Promise<Socket>;
  const settled: string[] = [];
  const journal = { settle: async () => void settled.push('settle') };
  const portOf = (): number => (server.address() as AddressInfo).port;

  beforeEach(async () => {
    settled.length = 0;
    server = createServer((socket) => socket.on('error', () => undefined).resume());
    accepted = once(server, 'connection').then(([socket]) => socket as Socket);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    egress = createEgress(new EgressConfig(new Settings({ EBB_EGRESS_ALLOW: '127.0.0.0/8' })));
    scope = new AttemptScope({ tenantId: 'org_1', runId: 'run_1' } as HeldRun, new ManualClock(), Infinity);
  });
  afterEach(async () => {
    scope.end({ kind: 'lost' });
    await egress.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('closes its request when the time of the operation is over', async () => {
    const operation = new AbortController();
    const answer = new GuardedHttp(egress, scope, journal).send({
      ...request,
      url: `http://127.0.0.1:${String(portOf())}/`,
      signal: operation.signal,
    });
    const closed = once(await accepted, 'close');
    operation.abort(new ModuleError('ModuleTimeoutError', 'Too long.'));
    await expect(answer).rejects.toMatchObject({ errorClass: 'ModuleTimeoutError' });
    await closed;
    expect([scope.signal.aborted, settled]).toEqual([false, ['settle']]);
  });

  it('closes its raw connection when the time of the operation is over, or the attempt is', async () => {
    const sockets = new GuardedSockets(egress, scope, journal);
    const operation = new AbortController();
    const first = await sockets.open({ host: '127.0.0.1', port: portOf(), signal: operation.signal });
    const closedByOperation = once(await accepted, 'close');
    operation.abort(new Error('over'));
    await closedByOperation;
    accepted = once(server, 'connection').then(([socket]) => socket as Socket);
    const second = await sockets.open({
      host: '127.0.0.1',
      port: portOf(),
      signal: new AbortController().signal,
    });
    const closedByAttempt = once(await accepted, 'close');
    scope.end({ kind: 'lost' });
    await closedByAttempt;
    expect([first.destroyed, second.destroyed]).toEqual([true, true]);
    await expect(sockets.open({ host: '127.0.0.1', port: portOf() })).rejects.toBeInstanceOf(AttemptEnded);
  });

  it.each([
    ['a closed port', 25, '127.0.0.1', 'RuntimeError'],
    ['an address inside', 5_432, '10.0.0.1', 'RuntimeError'],
    ['where nobody listens', 1_024, '127.0.0.1', 'ConnectionError'],
  ])('gives %s the class of error an author knows', async (_what, port, host, errorClass) => {
    await expect(new GuardedSockets(egress, scope, journal).open({ host, port })).rejects.toMatchObject({ errorClass });
  });
});

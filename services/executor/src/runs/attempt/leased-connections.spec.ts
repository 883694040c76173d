import { ExpectedError, ManualClock, TransientError } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import type { HeldRun } from '../held-run.ts';
import { AttemptEnded } from './attempt-ended.ts';
import { AttemptScope } from './attempt-scope.ts';
import { LeasedConnections } from './leased-connections.ts';

const RUN = { tenantId: 'org_1', runId: 'run_1', scenarioId: 'scn_1', teamId: 'tea_1' };
const ORIGIN = 'https://api.example.org';
const ACCOUNT = {
  kind: 'smtp',
  host: 'mail.example.org',
  port: 465,
  user: 'u',
  secret: 's',
  tls: 'implicit',
  verifiesCertificate: true,
};

describe('LeasedConnections', () => {
  const clock = new ManualClock();
  const asked: unknown[] = [];
  let failure: Error | undefined;
  const client = {
    call: async (_service, _method, path, options) => {
      asked.push(options?.body);
      if (failure) throw failure;
      if (path.endsWith('/credentials')) return { credentials: ACCOUNT, expiresAt: new Date().toISOString() } as never;
      return {
        headers: [['x-key', 'k']],
        query: [],
        expiresAt: new Date(clock.nowMs() + 60_000).toISOString(),
      } as never;
    },
  } satisfies Pick<ServiceClient, 'call'>;
  const open = (): [LeasedConnections, AttemptScope] => {
    const scope = new AttemptScope(RUN as HeldRun, clock, Infinity);
    return [new LeasedConnections(client, scope, clock), scope];
  };

  beforeEach(() => {
    asked.length = 0;
    failure = undefined;
  });

  it('asks once per connection and origin, and again shortly before the lease ends', async () => {
    const [connections] = open();
    await connections.authorise('con_1', ORIGIN);
    await connections.authorise('con_1', ORIGIN);
    expect(asked).toEqual([{ ...RUN, connectionId: 'con_1', origin: ORIGIN }]);
    await connections.authorise('con_1', 'https://other.example.org');
    expect(asked).toHaveLength(2);
    clock.advance(51_000);
    await connections.authorise('con_1', ORIGIN);
    expect(asked).toHaveLength(3);
  });

  it('asks for an account each time, and knows no certificates', async () => {
    const [connections] = open();
    for (let time = 0; time < 2; time += 1) expect(await connections.credentials('con_1', 'smtp')).toEqual(ACCOUNT);
    expect(asked).toEqual(Array.from({ length: 2 }, () => ({ ...RUN, connectionId: 'con_1', kind: 'smtp' })));
    await expect(connections.credentials('con_1', 'clientCertificate')).rejects.toMatchObject({
      errorClass: 'InvalidConfigurationError',
    });
    failure = new ExpectedError('VAULT.SECRET_NEEDED', 410, 'No.');
    await expect(connections.credentials('con_1', 'smtp')).rejects.toMatchObject({
      errorClass: 'InvalidAccessTokenError',
    });
  });

  it.each([
    [410, 'InvalidAccessTokenError'],
    [404, 'InvalidConfigurationError'],
    [403, 'InvalidConfigurationError'],
  ])('makes an answer with %i an error of the scenario', async (status, errorClass) => {
    const [connections, scope] = open();
    failure = new ExpectedError('VAULT.NO', status, 'No.');
    await expect(connections.authorise('con_1', ORIGIN)).rejects.toMatchObject({ errorClass });
    expect(scope.signal.aborted).toBe(false);
  });

  it('ends the attempt, and not the run, while vault is away', async () => {
    const [connections, scope] = open();
    failure = new TransientError('HOST.PEER_UNAVAILABLE', 'Away.');
    await expect(connections.authorise('con_1', ORIGIN)).rejects.toBeInstanceOf(AttemptEnded);
    expect((scope.signal.reason as AttemptEnded).reason.kind).toBe('handed-back');
  });
});

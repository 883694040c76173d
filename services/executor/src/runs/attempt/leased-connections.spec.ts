import { ExpectedError, ManualClock, TransientError } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import type { HeldRun } from '../held-run.ts';
import { AttemptEnded } from './attempt-ended.ts';
import { AttemptScope } from './attempt-scope.ts';
import { LeasedConnections } from './leased-connections.ts';

const ORIGIN = 'https://api.example.org';

describe('LeasedConnections', () => {
  const clock = new ManualClock();
  const asked: unknown[] = [];
  let failure: Error | undefined;
  const client = {
    call: async (_service, _method, _path, options) => {
      asked.push(options?.body);
      if (failure) throw failure;
      return {
        headers: [['x-key', 'k']],
        query: [],
        expiresAt: new Date(clock.nowMs() + 60_000).toISOString(),
      } as never;
    },
  } satisfies Pick<ServiceClient, 'call'>;
  const open = (): [LeasedConnections, AttemptScope] => {
    const scope = new AttemptScope({ tenantId: 'org_1', runId: 'run_1' } as HeldRun, clock, Infinity);
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
    expect(asked).toEqual([{ tenantId: 'org_1', connectionId: 'con_1', runId: 'run_1', origin: ORIGIN }]);
    await connections.authorise('con_1', 'https://other.example.org');
    expect(asked).toHaveLength(2);
    clock.advance(51_000);
    await connections.authorise('con_1', ORIGIN);
    expect(asked).toHaveLength(3);
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

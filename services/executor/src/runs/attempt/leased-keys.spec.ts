import { ExpectedError, ManualClock, newId, TransientError } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import type { HeldRun } from '../held-run.ts';
import { AttemptEnded } from './attempt-ended.ts';
import { AttemptScope } from './attempt-scope.ts';
import { LeasedConnections } from './leased-connections.ts';

const ORIGIN = 'https://api.example.org';
const KEY = newId('kch');
const RUN = { tenantId: 'org_1', runId: 'run_1', scenarioId: 'scn_1', teamId: 'tea_1' };

describe('keys of the keychain, named where a connection is', () => {
  const clock = new ManualClock();
  const asked: unknown[] = [];
  let answer: object | Error;
  const client = {
    call: async (_service, _method, path, options) => {
      asked.push([path, options?.body]);
      if (answer instanceof Error) throw answer;
      return { ...answer, expiresAt: new Date(clock.nowMs() + 60_000).toISOString() } as never;
    },
  } satisfies Pick<ServiceClient, 'call'>;
  const open = (): [LeasedConnections, AttemptScope] => {
    const scope = new AttemptScope({ ...RUN } as HeldRun, clock, Infinity);
    return [new LeasedConnections(client, scope, clock), scope];
  };
  const certificate = { certificate: 'c', privateKey: 'k' };

  beforeEach(() => {
    asked.length = 0;
    answer = { purpose: 'authorisation', headers: [['x-key', 'k']], query: [] };
  });

  it('are asked for once per key and origin, and again shortly before the lease ends', async () => {
    const [connections] = open();
    const { headers } = await connections.authorise(KEY, ORIGIN);
    expect(headers).toEqual([['x-key', 'k']]);
    await connections.authorise(KEY, ORIGIN);
    const body = { ...RUN, keyId: KEY, purpose: 'authorisation', origin: ORIGIN };
    expect(asked).toEqual([['/internal/v1/key-leases', body]]);
    clock.advance(51_000);
    await connections.authorise(KEY, ORIGIN);
    expect(asked).toHaveLength(2);
  });

  it('are key material each time it is needed, and never an account', async () => {
    const [connections] = open();
    answer = { purpose: 'clientCertificate', ...certificate };
    for (let time = 0; time < 2; time += 1) {
      expect(await connections.credentials(KEY, 'clientCertificate')).toEqual(certificate);
    }
    expect(asked).toHaveLength(2);
    answer = { purpose: 'aes', key: Buffer.alloc(16, 7).toString('base64') };
    expect(await connections.credentials(KEY, 'aes')).toEqual({ key: Buffer.alloc(16, 7) });
    await expect(connections.credentials(KEY, 'smtp')).rejects.toMatchObject({
      errorClass: 'InvalidConfigurationError',
    });
    await expect(connections.credentials('con_1', 'clientCertificate')).rejects.toMatchObject({
      errorClass: 'InvalidConfigurationError',
    });
    expect(asked).toHaveLength(3);
  });

  it('are not taken for what they were not lent for', async () => {
    const [connections] = open();
    answer = { purpose: 'aes', key: '' };
    await expect(connections.credentials(KEY, 'clientCertificate')).rejects.toMatchObject({ family: 'defect' });
  });

  it('fail the module where vault refuses, and end the attempt while it is away', async () => {
    const [connections, scope] = open();
    answer = new ExpectedError('VAULT.KEY_WITHOUT_SECRET', 409, 'No.');
    await expect(connections.authorise(KEY, ORIGIN)).rejects.toMatchObject({ errorClass: 'InvalidConfigurationError' });
    answer = new ExpectedError('VAULT.KEY_DESTROYED', 410, 'No.');
    await expect(connections.credentials(KEY, 'aes')).rejects.toMatchObject({ errorClass: 'InvalidAccessTokenError' });
    answer = new TransientError('HOST.PEER_UNAVAILABLE', 'Away.');
    await expect(connections.authorise(KEY, ORIGIN)).rejects.toBeInstanceOf(AttemptEnded);
    expect((scope.signal.reason as AttemptEnded).reason.kind).toBe('handed-back');
  });
});

import type { Bundle, DevicePort } from '@ebbflow/connector-sdk';
import { ExpectedError, TransientError } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import type { AttemptScope } from '../runs/attempt/attempt-scope.ts';
import { DeviceCommands } from './device-commands.ts';

/** One attempt beside a gateway that answers so, or throws. */
function anAttempt(answer: () => unknown) {
  const asked: { path: string; body: unknown }[] = [];
  const done: string[] = [];
  const ending = new AbortController();
  const client = {
    call: async (_service: string, _method: string, path: string, { body }: { body: unknown }) => {
      asked.push({ path, body });
      done.push('asked');
      return Promise.resolve(answer());
    },
  } as unknown as ServiceClient;
  const scope = {
    run: { tenantId: 'org_1' },
    signal: ending.signal,
    assertMayAct: () => undefined,
    end: ({ kind }: { kind: string }) => ending.abort(new Error(kind)),
  } as unknown as AttemptScope;
  const journal = { settle: async () => Promise.resolve(void done.push('settled')) };
  const { devices } = new DeviceCommands(client).of(scope, journal) as { devices: DevicePort };
  const send = (args: Bundle = {}) =>
    devices.send({ deviceId: 'dev_1', name: 'notify', arguments: args, ttlSeconds: 60, idempotencyKey: 'k' });
  return { asked, done, send };
}
const sent = () => ({ commandId: 'dcm_1', expiresAt: '2026-11-24T09:00:00Z' });

describe('commands of a run to a device', () => {
  it('go out under the key of the step, after what was done before is durable', async () => {
    const { asked, done, send } = anAttempt(sent);
    expect(await send({ at: new Date(0), file: new Uint8Array([1, 2]), list: [undefined, { a: null }] })).toEqual({
      commandId: 'dcm_1',
      expiresAt: new Date('2026-11-24T09:00:00Z'),
    });
    expect(asked).toEqual([
      {
        path: '/internal/v1/devices/dev_1/commands',
        body: {
          tenantId: 'org_1',
          requestKey: 'k',
          name: 'notify',
          arguments: { at: '1970-01-01T00:00:00.000Z', file: 'AQI=', list: [null, { a: null }] },
          ttlSeconds: 60,
        },
      },
    ]);
    expect(done).toEqual(['settled', 'asked']);
  });

  it.each([
    [404, 'DataError'],
    [413, 'DataError'],
    [429, 'RateLimitError'],
  ])('that are answered %i fail with %s', async (status, errorClass) => {
    const { send } = anAttempt(() => {
      throw new ExpectedError('GATEWAY.X', status, 'No.');
    });
    await expect(send()).rejects.toMatchObject({ errorClass });
  });

  it('give the run back to the queue while the gateway is away', async () => {
    const { send } = anAttempt(() => {
      throw new TransientError('HOST.UNAVAILABLE', 'Away.');
    });
    await expect(send()).rejects.toThrow('handed-back');
  });
});

import type { Bundle, DeviceCommand, ModuleDefinition } from '@ebbflow/connector-sdk';
import { anOutside, type Outside } from '@ebbflow/testing';
import { deviceConnector } from './device.connector.ts';

describe('the app for devices', () => {
  const sent: DeviceCommand[] = [];
  const expiresAt = new Date('2026-11-24T09:00:00Z');
  let outside: Outside;

  beforeEach(() => {
    sent.length = 0;
    const send = async (command: DeviceCommand) => {
      sent.push(command);
      return { commandId: 'dcm_1', expiresAt };
    };
    outside = anOutside({ more: { devices: { send } } });
  });
  afterEach(() => outside.close());

  const run = (mapped: Bundle, parameters: Bundle = { device: 'dev_1' }, context = outside.context) => {
    const module = deviceConnector.modules.find(({ name }) => name === 'device:SendCommand') as ModuleDefinition;
    return module.run({ mapped, parameters }, context);
  };

  it('sends a command under the key of the step, for an hour unless told otherwise', async () => {
    const mapped = { command: 'notify', arguments: { title: 'x' } };
    expect((await run(mapped)).bundles).toEqual([{ commandId: 'dcm_1', expiresAt }]);
    await run({ command: 'ring', expiresInMinutes: '5' });
    expect(sent).toEqual([
      { deviceId: 'dev_1', name: 'notify', arguments: { title: 'x' }, ttlSeconds: 3_600, idempotencyKey: 'key-1' },
      { deviceId: 'dev_1', name: 'ring', arguments: {}, ttlSeconds: 300, idempotencyKey: 'key-1' },
    ]);
  });

  it.each([
    [{ command: 'Send SMS' }],
    [{}],
    [{ command: 'ring', arguments: ['x'] }],
    [{ command: 'ring', expiresInMinutes: 0 }],
    [{ command: 'ring', expiresInMinutes: 10_081 }],
  ])('refuses %j and sends nothing', async (mapped) => {
    await expect(run(mapped)).rejects.toMatchObject({ errorClass: 'DataError' });
    expect(sent).toEqual([]);
  });

  it('cannot do without a device, nor where there are none', async () => {
    await expect(run({ command: 'ring' }, {})).rejects.toMatchObject({ errorClass: 'InvalidConfigurationError' });
    const offline = anOutside();
    await expect(run({ command: 'ring' }, undefined, offline.context)).rejects.toMatchObject({
      errorClass: 'InvalidConfigurationError',
    });
    await offline.close();
  });
});

import { defineModule, isBundle, ModuleError, readNumber, readText, type Bundle } from '@ebbflow/connector-sdk';

const NAME = /^[a-z][a-z0-9-]{0,63}$/;
const DEFAULT_MINUTES = 60;
const MAX_MINUTES = 10_080;

/** Tells a paired device to do something; done when the command is stored, since the device may be offline. */
export const sendCommand = defineModule({
  name: 'device:SendCommand',
  versions: [1],
  kind: 'action',
  label: 'Send a command to a device',
  fields: {
    parameters: ['device'],
    mapper: ['command', 'arguments', 'expiresInMinutes'],
    output: ['commandId', 'expiresAt'],
  },
  async run({ mapped, parameters }, { devices, idempotencyKey }) {
    const deviceId = readText(parameters, 'device') ?? readText(mapped, 'device');
    if (deviceId === undefined)
      throw new ModuleError('InvalidConfigurationError', 'The parameter "device" is missing.');
    const name = readText(mapped, 'command') ?? '';
    if (!NAME.test(name)) {
      throw new ModuleError('DataError', 'The field "command" must be a name such as notify or send-sms.');
    }
    const sent = await devices.send({
      deviceId,
      name,
      arguments: readArguments(mapped),
      ttlSeconds: readMinutes(mapped) * 60,
      idempotencyKey,
    });
    return { bundles: [{ commandId: sent.commandId, expiresAt: sent.expiresAt }] };
  },
});

function readArguments(mapped: Bundle): Bundle {
  const given = mapped['arguments'] ?? {};
  if (!isBundle(given)) throw new ModuleError('DataError', 'The field "arguments" must be a collection.');
  return given;
}

function readMinutes(mapped: Bundle): number {
  const minutes = readNumber(mapped, 'expiresInMinutes') ?? DEFAULT_MINUTES;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MAX_MINUTES) {
    throw new ModuleError(
      'DataError',
      `The field "expiresInMinutes" must be a whole number from 1 to ${String(MAX_MINUTES)}.`,
    );
  }
  return minutes;
}

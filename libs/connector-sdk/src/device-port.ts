import type { Bundle } from './module-context.ts';
import { ModuleError } from './module-error.ts';

export interface DeviceCommand {
  readonly deviceId: string;
  /** What to do, in lower case with hyphens: `notify`, `send-sms`. Which commands there are is the app's matter. */
  readonly name: string;
  readonly arguments: Bundle;
  /** How long it may wait for the device, in seconds. */
  readonly ttlSeconds: number;
  /** The same for every repetition of this step: no second command may come of it. */
  readonly idempotencyKey: string;
}

/** Paired phones and tablets, told what to do. */
export interface DevicePort {
  /** Resolves when the command is stored for the device, which may be offline. @throws ModuleError DataError for a device that is not paired, or a command that cannot be sent */
  send(command: DeviceCommand): Promise<{ readonly commandId: string; readonly expiresAt: Date }>;
}

/** For installations without devices, and for offline runs. */
export const noDevices: DevicePort = {
  send: async () => {
    throw new ModuleError('InvalidConfigurationError', 'There are no devices here; this module runs in a server only.');
  },
};

import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** Phones and tablets that are paired with an organisation. They talk to the same public address as senders of webhooks. */
export class DevicesConfig {
  /** How long the code of a QR code works. Default 10m. */
  readonly pairingLifetime: Duration;
  /** Commands that may wait for one device; more are refused with 429. Default 100. */
  readonly maxWaitingCommands: number;
  /** How often a replica looks for commands that came in at another one, for each device that waits. Default 3s. */
  readonly commandPoll: Duration;

  constructor(settings: Settings) {
    this.pairingLifetime = settings.duration('EBB_GATEWAY_PAIRING_LIFETIME', { default: '10m', min: '10s', max: '1h' });
    this.maxWaitingCommands = settings.integer('EBB_GATEWAY_DEVICE_MAX_COMMANDS', { default: 100, min: 1 });
    this.commandPoll = settings.duration('EBB_GATEWAY_DEVICE_COMMAND_POLL', {
      default: '3s',
      min: '100ms',
      max: '30s',
    });
  }
}

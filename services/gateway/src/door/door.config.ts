import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** The public listener for webhooks. Nothing but `/hook/{token}` is served there; the service's own API has another port. */
export class DoorConfig {
  /** Port; 0 takes any free one. Default 7115. */
  readonly port: number;
  /** Address to listen on. Default 127.0.0.1: being reachable from outside is a decision (images set 0.0.0.0). */
  readonly host: string;
  /** Base of the addresses given to senders, as the outside sees the door. Default: the listener's own address. */
  readonly publicUrl: string | undefined;
  /** Largest body in bytes; more is refused with 413 before it is read. Default 5MiB. */
  readonly maxBodyBytes: number;
  /** Bodies being received at once, in bytes; beyond that new ones are put off with 503. Default 256MiB. */
  readonly maxPendingBytes: number;
  /** Longest time for a whole request to arrive. Default 60s. */
  readonly requestTimeout: Duration;
  /** How long a sender is kept waiting for a response module; then it gets 200 Accepted. Default 180s. */
  readonly responseTimeout: Duration;
  /** Where the executor reaches *this* replica with a response. Default: this replica's own port on 127.0.0.1. */
  readonly replyUrl: string | undefined;

  /** Longest time a stop waits for webhooks being received before cutting them. Default 20s. */
  readonly drainTimeout: Duration;

  constructor(settings: Settings) {
    this.port = settings.integer('EBB_GATEWAY_DOOR_PORT', { default: 7115, max: 65_535 });
    this.host = settings.string('EBB_GATEWAY_DOOR_HOST', { default: '127.0.0.1' });
    this.publicUrl =
      settings.optionalString('EBB_GATEWAY_PUBLIC_URL') && withoutSlash(settings.url('EBB_GATEWAY_PUBLIC_URL'));
    this.maxBodyBytes = settings.bytes('EBB_GATEWAY_MAX_BODY', { default: '5MiB' });
    this.maxPendingBytes = settings.bytes('EBB_GATEWAY_MAX_PENDING', { default: '256MiB' });
    this.requestTimeout = settings.duration('EBB_GATEWAY_REQUEST_TIMEOUT', { default: '60s', min: '1s' });
    this.responseTimeout = settings.duration('EBB_GATEWAY_RESPONSE_TIMEOUT', {
      default: '180s',
      min: '10ms',
      max: '10m',
    });
    this.replyUrl =
      settings.optionalString('EBB_GATEWAY_REPLY_URL') && withoutSlash(settings.url('EBB_GATEWAY_REPLY_URL'));
    this.drainTimeout = settings.duration('EBB_DRAIN_TIMEOUT', { default: '20s', min: '1s' });
  }
}

function withoutSlash(url: URL): string {
  return url.href.replace(/\/+$/, '');
}

import { ConfigError, type Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { parseNetwork } from './client-address.ts';

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

  /**
   * Addresses or networks of proxies whose X-Forwarded-For is believed, comma-separated. Default none: then a sender's address is
   * that of its connection.
   */
  readonly trustedProxies: readonly string[];
  /** Requests one hook takes in EBB_GATEWAY_RATE_WINDOW unless its settings say otherwise; more are answered 429. Default 300. */
  readonly rateLimit: number;
  /** The window of EBB_GATEWAY_RATE_LIMIT. Default 10s. */
  readonly rateWindow: Duration;
  /** Replicas that share the senders; each takes this part of a hook's rate. Default 1. */
  readonly replicas: number;

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
    this.trustedProxies = settings.list('EBB_GATEWAY_TRUSTED_PROXIES');
    const bad = this.trustedProxies.find((network) => parseNetwork(network) === undefined);
    if (bad !== undefined)
      throw new ConfigError('EBB_GATEWAY_TRUSTED_PROXIES', 'must list addresses or networks such as 10.0.0.0/8.');
    this.rateLimit = settings.integer('EBB_GATEWAY_RATE_LIMIT', { default: 300, min: 1 });
    this.rateWindow = settings.duration('EBB_GATEWAY_RATE_WINDOW', { default: '10s', min: '1s', max: '1h' });
    this.replicas = settings.integer('EBB_GATEWAY_REPLICAS', { default: 1, min: 1 });
    this.drainTimeout = settings.duration('EBB_DRAIN_TIMEOUT', { default: '20s', min: '1s' });
  }
}

function withoutSlash(url: URL): string {
  return url.href.replace(/\/+$/, '');
}

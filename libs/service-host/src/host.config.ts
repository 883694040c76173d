import type { Settings } from '@ebbflow/config';
import { TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import type { Duration } from '@ebbflow/kernel';

/** Where a service listens, and the limits every one of its routes has before anything is parsed. */
export class HostConfig {
  /** Port; 0 takes any free one. Default: the service's port in the topology. */
  readonly port: number;
  /** Address to listen on. Default 127.0.0.1: being reachable is a decision (images set 0.0.0.0). */
  readonly host: string;
  /** Largest body in bytes. Default 1MiB; more is refused with 413 before it is read. */
  readonly bodyLimitBytes: number;
  /** Longest time for a whole request to arrive. Default 30s. */
  readonly requestTimeout: Duration;
  /** Idle time after which a kept connection is closed. Default 72s: longer than the 60s of common load balancers, so that they close first. */
  readonly keepAliveTimeout: Duration;
  /** Addresses (CIDR) of proxies whose X-Forwarded-For is believed. Default none. */
  readonly trustedProxies: readonly string[];
  /** Longest time a stop waits for requests in flight before cutting them. Default 20s. */
  readonly drainTimeout: Duration;
  /** Hold every answer against what its route declares, and fail the request when it differs. Default off: for tests. */
  readonly checkAnswers: boolean;

  constructor(settings: Settings, service: ServiceName) {
    this.port = settings.integer('EBB_SERVICE_PORT', { default: TOPOLOGY[service].port, max: 65_535 });
    this.host = settings.string('EBB_SERVICE_HOST', { default: '127.0.0.1' });
    this.bodyLimitBytes = settings.bytes('EBB_HTTP_BODY_LIMIT', { default: '1MiB' });
    this.requestTimeout = settings.duration('EBB_HTTP_REQUEST_TIMEOUT', { default: '30s', min: '1s' });
    this.keepAliveTimeout = settings.duration('EBB_HTTP_KEEP_ALIVE_TIMEOUT', { default: '72s', min: '1s' });
    this.trustedProxies = settings.list('EBB_HTTP_TRUSTED_PROXIES');
    this.drainTimeout = settings.duration('EBB_DRAIN_TIMEOUT', { default: '20s', min: '1s' });
    this.checkAnswers = settings.boolean('EBB_HTTP_CHECK_ANSWERS', { default: false });
  }
}

/**
 * The whole system on one page: which services there are, where they listen, which database schema each owns, and
 * which topics it writes and reads. The all-in-one, compose and the chart are held against this file by a test.
 */
export interface ServiceTopology {
  /** Port of the service's own API; bound to loopback in the all-in-one. */
  readonly port: number;
  /** Postgres schema, also the stem of its roles (`ebb_<schema>`); undefined for a service without a database. */
  readonly schema?: string;
  /** Topics this service writes through its outbox. */
  readonly publishes: readonly string[];
  /** Topics this service consumes. */
  readonly consumes: readonly string[];
  /** Other services it asks over HTTP. */
  readonly asks: readonly ServiceName[];
  /** Listens to the outside world; all others are reachable from inside only. */
  readonly public: boolean;
}

export const SERVICE_NAMES = ['identity', 'vault', 'log-store', 'executor', 'gateway', 'retention', 'console'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export const TOPOLOGY: Readonly<Record<ServiceName, ServiceTopology>> = {
  identity: {
    port: 7101,
    schema: 'identity',
    publishes: ['ebbflow.identity.erasure', 'ebbflow.identity.subject'],
    consumes: [
      'ebbflow.executor.notification',
      'ebbflow.executor.audit',
      'ebbflow.vault.audit',
      'ebbflow.gateway.audit',
      'ebbflow.log-store.audit',
      'ebbflow.retention.erasure',
      'ebbflow.retention.audit',
      'ebbflow.retention.subject',
    ],
    asks: ['vault', 'executor'],
    public: false,
  },
  vault: {
    port: 7102,
    schema: 'vault',
    publishes: ['ebbflow.vault.connection', 'ebbflow.vault.audit', 'ebbflow.vault.erasure'],
    consumes: ['ebbflow.retention.erasure'],
    asks: [],
    public: false,
  },
  'log-store': {
    port: 7103,
    schema: 'log_store',
    publishes: ['ebbflow.log-store.audit', 'ebbflow.log-store.erasure'],
    consumes: [
      'ebbflow.executor.run',
      'ebbflow.executor.notification',
      'ebbflow.executor.lifetime',
      'ebbflow.retention.erasure',
    ],
    // In which team a scenario is; for streams of logs the audit log, and whether there are redaction rules.
    asks: ['vault', 'executor', 'identity'],
    public: false,
  },
  executor: {
    port: 7104,
    schema: 'executor',
    publishes: [
      'ebbflow.executor.run',
      'ebbflow.executor.notification',
      'ebbflow.executor.audit',
      'ebbflow.executor.erasure',
      'ebbflow.executor.subject',
      'ebbflow.executor.lifetime',
    ],
    consumes: [
      'ebbflow.gateway.delivery',
      'ebbflow.vault.connection',
      'ebbflow.retention.erasure',
      'ebbflow.retention.subject',
    ],
    // Its own other replicas too: whoever holds a run tells those where somebody watches or waits.
    asks: ['vault', 'gateway', 'log-store', 'executor'],
    public: false,
  },
  gateway: {
    port: 7105,
    schema: 'gateway',
    publishes: ['ebbflow.gateway.delivery', 'ebbflow.gateway.audit', 'ebbflow.gateway.erasure'],
    consumes: ['ebbflow.executor.lifetime', 'ebbflow.retention.erasure'],
    asks: ['vault', 'executor'],
    public: true,
  },
  retention: {
    port: 7106,
    schema: 'retention',
    publishes: ['ebbflow.retention.erasure', 'ebbflow.retention.audit', 'ebbflow.retention.subject'],
    consumes: [
      'ebbflow.identity.erasure',
      'ebbflow.vault.erasure',
      'ebbflow.log-store.erasure',
      'ebbflow.executor.erasure',
      'ebbflow.gateway.erasure',
      'ebbflow.identity.subject',
      'ebbflow.executor.subject',
    ],
    // The console's door as people meet it, for what the notice promises of it.
    asks: ['gateway', 'log-store', 'executor', 'identity', 'vault', 'console'],
    public: false,
  },
  console: {
    port: 7100,
    publishes: [],
    consumes: [],
    asks: ['identity', 'vault', 'executor', 'gateway', 'log-store', 'retention'],
    public: true,
  },
};

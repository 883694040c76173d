import type { Settings } from '@ebbflow/config';
import type { Duration, Secret } from '@ebbflow/kernel';

/** Where a service's database is, and how it is used. */
export class PersistenceConfig {
  /** Host, port and database (`postgres://db.internal:5432/ebbflow`), with TLS parameters if any; credentials in it are ignored. */
  readonly url: URL;
  /** Password of the service's three login roles. */
  readonly password: Secret;
  /** Connections for each of the pools app, writer and worker, opened only when used. 1 to 100. */
  readonly poolSize: number;
  /** Longest wait for a free or new connection; after it the caller gets PERSISTENCE.UNAVAILABLE. */
  readonly connectTimeout: Duration;
  /** Longest run of one statement; Postgres cancels it after this. */
  readonly statementTimeout: Duration;
  /** Longest pause inside a transaction: a forgotten one holds back the outbox of the whole cluster. */
  readonly idleTransactionTimeout: Duration;

  constructor(settings: Settings) {
    this.url = settings.url('EBB_DATABASE_URL');
    this.password = settings.secret('EBB_DATABASE_PASSWORD');
    this.poolSize = settings.integer('EBB_DATABASE_POOL_SIZE', { default: 8, min: 1, max: 100 });
    this.connectTimeout = settings.duration('EBB_DATABASE_CONNECT_TIMEOUT', { default: '5s', min: '100ms' });
    this.statementTimeout = settings.duration('EBB_DATABASE_STATEMENT_TIMEOUT', { default: '15s', min: '100ms' });
    this.idleTransactionTimeout = settings.duration('EBB_DATABASE_IDLE_TRANSACTION_TIMEOUT', {
      default: '10s',
      min: '1s',
    });
  }
}

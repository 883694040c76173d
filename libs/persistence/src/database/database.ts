import { isId } from '@ebbflow/kernel';
import type { DataSource, EntityManager } from 'typeorm';
import { BadTenantIdError } from '../persistence.errors.ts';
import type { PersistenceConfig } from '../persistence.config.ts';
import { createDataSource, type EntityClass } from './create-data-source.ts';
import { RolePool } from './role-pool.ts';
import { roleNames } from './role-names.ts';
import type { SqlClient, SqlSession } from './sql-client.ts';
import { sqlClientOf } from './sql-client-of.ts';
import { toPersistenceError } from './to-persistence-error.ts';

/**
 * One service's door to its own schema, through three roles:
 * app answers questions for one tenant at a time (row-level security forced), writer may only insert and takes the
 * tenant from the event, worker sees queue tables across tenants where a policy of that table says so.
 * There is no way to a table without naming one of the three.
 */
export class Database {
  readonly schema: string;
  /** TypeORM under the app role. Initialised by `open()`. */
  readonly dataSource: DataSource;
  readonly #app: RolePool;
  readonly #writer: RolePool;
  readonly #worker: RolePool;

  constructor(config: PersistenceConfig, schema: string, entities: readonly EntityClass[] = []) {
    const roles = roleNames(schema);
    this.schema = schema;
    this.dataSource = createDataSource(config, schema, entities);
    this.#app = new RolePool(config, roles.app);
    this.#writer = new RolePool(config, roles.writer);
    this.#worker = new RolePool(config, roles.worker);
  }

  /** Connects TypeORM, so that a wrong password or a wrong entity stops the start and not the first request. */
  async open(): Promise<void> {
    if (this.dataSource.isInitialized) return;
    try {
      await this.dataSource.initialize();
    } catch (thrown) {
      throw toPersistenceError(thrown);
    }
  }

  /** One transaction as this tenant. @throws BadTenantIdError before anything is sent when the id is not one. */
  async withTenant<T>(tenantId: string, work: (sql: SqlClient) => Promise<T>): Promise<T> {
    return this.#app.transaction(`begin; ${tenantScope(tenantId)}`, work);
  }

  /**
   * The same through TypeORM. Use the manager that is passed in: any other one is outside the transaction and sees no row.
   * `sql` runs plain statements (Outbox.append) in the same transaction.
   */
  async withTenantEntities<T>(
    tenantId: string,
    work: (manager: EntityManager, sql: SqlClient) => Promise<T>,
  ): Promise<T> {
    const scope = tenantScope(tenantId);
    await this.open();
    const committed: (() => void)[] = [];
    try {
      const result = await this.dataSource.transaction(async (manager) => {
        await manager.query(scope);
        return work(manager, sqlClientOf(manager, committed));
      });
      for (const callback of committed) callback();
      return result;
    } catch (thrown) {
      throw toPersistenceError(thrown);
    }
  }

  /** One transaction that may only insert, rows of many tenants at once. No select: not even `returning`. */
  async asWriter<T>(work: (sql: SqlClient) => Promise<T>): Promise<T> {
    return this.#writer.transaction('begin', work);
  }

  /** One transaction over queue tables of all tenants: claims, relay, journal. Sees only what a policy gives it. */
  async asWorker<T>(work: (sql: SqlClient) => Promise<T>): Promise<T> {
    return this.#worker.transaction('begin', work);
  }

  /** A worker connection of one's own, for session-level locks such as the relay's. The caller closes it. */
  async workerSession(): Promise<SqlSession> {
    return this.#worker.session();
  }

  /** @throws TransientError when Postgres does not answer; for readiness probes. */
  async ping(): Promise<void> {
    await this.#worker.transaction('begin', async () => undefined);
  }

  async close(): Promise<void> {
    await Promise.all([this.#app.close(), this.#writer.close(), this.#worker.close()]);
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** Checked by pattern first, because `set local` takes no parameters. */
function tenantScope(tenantId: string): string {
  if (!isId('org', tenantId)) throw new BadTenantIdError();
  return `set local app.tenant = '${tenantId}'`;
}

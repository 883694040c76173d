import { RawAesKeyWrapper, resealSecret } from '@ebbflow/crypto/secrets';
import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { TenantKeysService } from '../tenant-keys.service.ts';
import { findSealedTables } from './find-sealed-tables.sql.ts';
import { findSecretsToReseal, type SecretToReseal } from './find-secrets-to-reseal.sql.ts';
import { findTenantsToReseal } from './find-tenants-to-reseal.sql.ts';
import { resealSecretOf } from './reseal-secret.sql.ts';
import { retireSecretsKeys } from './retire-secrets-keys.sql.ts';

const TENANTS = 200;
const ROWS = 50;
/** A request that began before a rotation ends long before; it may still store what it sealed under the version it read. */
const RETIRED_AFTER = Duration.parse('1h');

/**
 * After a rotation of a tenant's `secrets` key: moves what lies under older versions to the youngest, and retires (destroys) a version an
 * hour after its successor came, when nothing lies under it. Where it stands is in the rows; it can be cut off and done twice.
 */
@Injectable()
export class SecretResealing {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TenantKeysService) private readonly keys: TenantKeysService,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One tenant whose rows do not open keeps none of the others waiting. */
  async resealAll(): Promise<void> {
    const found = await this.database.asWorker((sql) => sql.query<{ name: string }>(findSealedTables));
    const tables = found.map(({ name }) => name);
    for (let after = ''; ;) {
      const tenants = await this.database.asWorker((sql) =>
        sql.query<{ tenantId: string; version: number }>(findTenantsToReseal, [after, TENANTS]),
      );
      for (const { tenantId, version } of tenants) {
        await this.#resealTenant(tenantId, version, tables).catch((thrown: unknown) =>
          this.logger.error('Secrets of an organisation could not be re-sealed.', { organisationId: tenantId }, thrown),
        );
      }
      const last = tenants.at(-1);
      if (last === undefined) return;
      after = last.tenantId;
    }
  }

  async #resealTenant(tenantId: string, version: number, tables: readonly string[]): Promise<void> {
    for (const table of tables) {
      for (;;) {
        const rows = await this.database.withTenant(tenantId, (sql) =>
          sql.query<SecretToReseal>(findSecretsToReseal(table), [tenantId, version, ROWS]),
        );
        for (const row of rows) await this.#reseal(tenantId, table, row, version);
        if (rows.length < ROWS) break;
      }
    }
    const now = this.clock.now();
    const before = new Date(now.getTime() - RETIRED_AFTER.milliseconds);
    const retired = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ version: number }>(retireSecretsKeys(tables), [tenantId, version, before, now]),
    );
    if (retired.length > 0)
      this.logger.info('Old secrets keys were retired.', { organisationId: tenantId, retiredCount: retired.length });
  }

  async #reseal(tenantId: string, table: string, row: SecretToReseal, version: number): Promise<void> {
    const from = await this.#wrapper(tenantId, row.keyVersion);
    const to = await this.#wrapper(tenantId, version);
    const sealed = await resealSecret(from, to, tenantId, row.secretSealed);
    await this.database.withTenant(tenantId, (sql) =>
      sql.query(resealSecretOf(table), [tenantId, row.id, row.secretSealed, sealed, version]),
    );
  }

  async #wrapper(tenantId: string, version: number): Promise<RawAesKeyWrapper> {
    return this.keys.wrapperOf(tenantId, await this.keys.read(tenantId, 'secrets', version));
  }
}

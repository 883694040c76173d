import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { auditFact } from '../../audit/audit-fact.ts';
import { DataStoresConfig } from '../data-stores.config.ts';
import { DataStoresFullError, DataStoreTooSmallError, TooManyDataStoresError } from '../data-stores.errors.ts';
import { lockStores } from '../sql/lock-stores.sql.ts';
import { lockTenantStores } from '../sql/lock-tenant-stores.sql.ts';
import { sumStores } from '../sql/sum-stores.sql.ts';
import { DataStoreEntity } from './data-store.entity.ts';

export type NewDataStore = Omit<DataStoreEntity, 'tenantId' | 'usedBytes' | 'recordCount' | 'revision' | 'maxBytes'> & {
  readonly maxBytes: number;
};

/** What of a store may be changed. */
export interface StoreChanges {
  readonly name?: string | undefined;
  readonly teamId?: string | null | undefined;
  readonly structureId?: string | null | undefined;
  readonly maxBytes?: number | undefined;
  readonly updatedBy: string | null;
  readonly updatedAt: Date;
}

/** Data stores of one tenant at a time. Each method is one transaction. */
@Injectable()
export class DataStoresRepository {
  constructor(
    private readonly database: Database,
    private readonly config: DataStoresConfig,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws TooManyDataStoresError, DataStoresFullError */
  insert(tenantId: string, { maxBytes, ...store }: NewDataStore): Promise<void> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await this.#assertRoom(sql, tenantId, [store.id, maxBytes]);
      await manager.insert(DataStoreEntity, { tenantId, revision: 1, maxBytes: String(maxBytes), ...store });
    });
  }

  find(tenantId: string, id: string): Promise<DataStoreEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(DataStoreEntity, { tenantId, id }),
    );
  }

  /** Newest first, from after the id `cursor`; with teams, those of one of them or of all. */
  list(
    tenantId: string,
    { cursor, limit, teamIds }: { cursor: string | undefined; limit: number; teamIds: readonly string[] | null },
  ): Promise<DataStoreEntity[]> {
    const page = { tenantId, ...(cursor === undefined ? {} : { id: LessThan(cursor) }) };
    const where = teamIds === null ? page : [null, ...teamIds].map((id) => ({ ...page, teamId: id ?? IsNull() }));
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(DataStoreEntity, { where, order: { id: 'DESC' }, take: limit }),
    );
  }

  /** False when the store is not at `revision` any more, or not there. @throws DataStoresFullError, DataStoreTooSmallError */
  update(tenantId: string, id: string, revision: number, changes: StoreChanges): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { maxBytes, name, teamId, structureId, updatedBy, updatedAt } = changes;
      if (maxBytes !== undefined) {
        await this.#assertRoom(sql, tenantId, [id, maxBytes]);
        const [locked] = await sql.query<{ used_bytes: string }>(lockStores, [tenantId, [id]]);
        if (locked !== undefined && Number(locked.used_bytes) > maxBytes) {
          throw new DataStoreTooSmallError(Number(locked.used_bytes));
        }
      }
      const { affected } = await manager.update(
        DataStoreEntity,
        { tenantId, id, revision },
        {
          revision: revision + 1,
          updatedBy,
          updatedAt,
          ...(name === undefined ? {} : { name }),
          ...(teamId === undefined ? {} : { teamId }),
          ...(structureId === undefined ? {} : { structureId }),
          ...(maxBytes === undefined ? {} : { maxBytes: String(maxBytes) }),
        },
      );
      return affected === 1;
    });
  }

  /** The store and all that is in it, and what runs have staged for it. */
  async delete(scope: Principal, id: string): Promise<void> {
    const { organisationId: tenantId } = scope;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(DataStoreEntity, { tenantId, id });
      const done = { action: 'data-store.deleted', object: { kind: 'data-store', id } };
      if (affected === 1) await this.outbox.append(sql, [auditFact(scope, done, this.clock)]);
    });
  }

  async #assertRoom(
    sql: SqlClient,
    tenantId: string,
    [id, asked]: readonly [id: string, asked: number],
  ): Promise<void> {
    const { maxOrganisationBytes, maxStores } = this.config;
    await sql.query(lockTenantStores, [tenantId]);
    const [others] = await sql.query<{ store_count: number; max_bytes: string }>(sumStores, [tenantId, id]);
    if ((others?.store_count ?? 0) >= maxStores) throw new TooManyDataStoresError(maxStores);
    const freeBytes = Math.max(0, maxOrganisationBytes - Number(others?.max_bytes ?? 0));
    if (asked > freeBytes) throw new DataStoresFullError(maxOrganisationBytes, freeBytes);
  }
}

import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { DataStructureInUseError, TooManyStructuresError } from '../data-stores.errors.ts';
import { findStructureUsers } from '../sql/find-structure-users.sql.ts';
import { DataStructureEntity } from './data-structure.entity.ts';

export type NewStructure = Omit<DataStructureEntity, 'tenantId' | 'revision'>;
export type StructureChanges = Partial<Pick<DataStructureEntity, 'name' | 'fields' | 'strict'>> &
  Pick<DataStructureEntity, 'updatedBy' | 'updatedAt'>;

const MOST_STRUCTURES = 1_000;

/** Data structures of one tenant at a time. Each method is one transaction. */
@Injectable()
export class StructuresRepository {
  constructor(private readonly database: Database) {}

  /** @throws TooManyStructuresError; a few more may come to be where several are made at once, which harms nobody */
  insert(tenantId: string, structure: NewStructure): Promise<void> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const count = await manager.countBy(DataStructureEntity, { tenantId });
      if (count >= MOST_STRUCTURES) throw new TooManyStructuresError(MOST_STRUCTURES);
      await manager.insert(DataStructureEntity, { tenantId, revision: 1, ...structure });
    });
  }

  find(tenantId: string, id: string): Promise<DataStructureEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(DataStructureEntity, { tenantId, id }),
    );
  }

  /** Newest first, from after the id `cursor`. */
  list(tenantId: string, cursor: string | undefined, limit: number): Promise<DataStructureEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(DataStructureEntity, {
        where: { tenantId, ...(cursor === undefined ? {} : { id: LessThan(cursor) }) },
        order: { id: 'DESC' },
        take: limit,
      }),
    );
  }

  /** False when the structure is not at `revision` any more, or not there. */
  update(tenantId: string, id: string, revision: number, changes: StructureChanges): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const { affected } = await manager.update(
        DataStructureEntity,
        { tenantId, id, revision },
        { ...changes, revision: revision + 1 },
      );
      return affected === 1;
    });
  }

  /** @throws DataStructureInUseError */
  delete(tenantId: string, id: string): Promise<void> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const [users] = await sql.query<{ store_count: number; hook_count: number }>(findStructureUsers, [tenantId, id]);
      const { store_count: storeCount, hook_count: hookCount } = users ?? { store_count: 0, hook_count: 0 };
      if (storeCount + hookCount > 0) throw new DataStructureInUseError(storeCount, hookCount);
      await manager.delete(DataStructureEntity, { tenantId, id });
    });
  }
}

import { Database, type SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import { ScenarioEntity } from '../scenario.entity.ts';
import { FolderTree } from './folder-tree.policy.ts';
import { FolderNotEmptyError, MAX_FOLDERS, TooManyFoldersError } from './folders.errors.ts';
import { lockFolders } from './lock-folders.sql.ts';
import { ScenarioFolderEntity } from './scenario-folder.entity.ts';

export type NewFolder = Pick<ScenarioFolderEntity, 'id' | 'name' | 'parentId' | 'updatedBy'>;

/** Folders of one tenant at a time. Each method is one transaction; those that change the tree come one after another. */
@Injectable()
export class ScenarioFoldersRepository {
  constructor(private readonly database: Database) {}

  insert(tenantId: string, folder: NewFolder): Promise<void> {
    return this.#withTree(tenantId, async (manager, tree) => {
      if (tree.size >= MAX_FOLDERS) throw new TooManyFoldersError();
      tree.assertTakesNew(folder.parentId);
      await manager.insert(ScenarioFolderEntity, { tenantId, revision: 1, ...folder });
    });
  }

  find(tenantId: string, id: string): Promise<ScenarioFolderEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(ScenarioFolderEntity, { tenantId, id }),
    );
  }

  /** Oldest first, from after the id `cursor`. */
  list(tenantId: string, cursor: string | undefined, limit: number): Promise<ScenarioFolderEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(ScenarioFolderEntity, {
        where: { tenantId, ...(cursor === undefined ? {} : { id: MoreThan(cursor) }) },
        order: { id: 'ASC' },
        take: limit,
      }),
    );
  }

  /** False when the folder is not at `revision` any more, or not there. */
  update(
    tenantId: string,
    id: string,
    revision: number,
    changes: Partial<NewFolder> & Pick<NewFolder, 'updatedBy'>,
  ): Promise<boolean> {
    return this.#withTree(tenantId, async (manager, tree) => {
      if (changes.parentId !== undefined) tree.assertTakes(changes.parentId, id);
      const { affected } = await manager.update(
        ScenarioFolderEntity,
        { tenantId, id, revision },
        { ...changes, revision: revision + 1, updatedAt: () => 'now()' },
      );
      return affected === 1;
    });
  }

  /** What is in it goes to `target`; undefined: there must be nothing in it. */
  delete(tenantId: string, id: string, target: string | null | undefined): Promise<void> {
    return this.#withTree(tenantId, async (manager, tree) => {
      const children = tree.childrenOf(id);
      const isEmpty = children.length === 0 && !(await manager.existsBy(ScenarioEntity, { tenantId, folderId: id }));
      if (!isEmpty) {
        if (target === undefined) throw new FolderNotEmptyError();
        tree.assertOutside(target, id);
        for (const child of children) tree.assertTakes(target, child);
        await moveContents(manager, { tenantId, from: id, to: target });
      }
      await manager.delete(ScenarioFolderEntity, { tenantId, id });
    });
  }

  #withTree<T>(tenantId: string, work: (manager: EntityManager, tree: FolderTree) => Promise<T>): Promise<T> {
    return this.database.withTenantEntities(tenantId, async (manager, sql: SqlClient) => {
      await sql.query(lockFolders, [tenantId]);
      const folders = await manager.find(ScenarioFolderEntity, {
        select: { id: true, parentId: true },
        where: { tenantId },
      });
      return work(manager, new FolderTree(folders));
    });
  }
}

async function moveContents(
  manager: EntityManager,
  { tenantId, from, to }: { tenantId: string; from: string; to: string | null },
): Promise<void> {
  const changed = { revision: () => 'revision + 1', updatedAt: () => 'now()' };
  await manager.update(ScenarioFolderEntity, { tenantId, parentId: from }, { parentId: to, ...changed });
  await manager.update(ScenarioEntity, { tenantId, folderId: from }, { folderId: to, ...changed });
}

import type { Principal, ScenarioFolder, ScenarioFolderList, UpdateFolder } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { errorCodeOf } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { scenarioName } from '../scenario-name.policy.ts';
import { VersionConflictError } from '../scenarios.errors.ts';
import { FolderNotEmptyError, FolderNotFoundError } from './folders.errors.ts';
import type { ScenarioFolderEntity } from './scenario-folder.entity.ts';
import { ScenarioFoldersRepository } from './scenario-folders.repository.ts';

const FOREIGN_KEY_VIOLATION = '23503';

/** Where scenarios are kept: a tree, nested five levels deep at most. */
@Injectable()
export class ScenarioFoldersService {
  constructor(
    private readonly repository: ScenarioFoldersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(
    { organisationId: tenantId, userId }: Principal,
    { name, parentId }: { name: string; parentId?: string | null | undefined },
  ): Promise<ScenarioFolder> {
    const id = newId('fld', this.clock.nowMs());
    await this.repository.insert(tenantId, {
      id,
      name: scenarioName(name),
      parentId: parentId ?? null,
      updatedBy: userId,
    });
    return this.get(tenantId, id);
  }

  async get(tenantId: string, folderId: string): Promise<ScenarioFolder> {
    return toFolder(await this.#find(tenantId, folderId));
  }

  async list(tenantId: string, cursor: string | undefined, limit: number): Promise<ScenarioFolderList> {
    const found = await this.repository.list(tenantId, cursor, limit + 1);
    const items = found.slice(0, limit).map(toFolder);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws VersionConflictError; FolderTooDeepError; FolderInItselfError */
  async update(
    { organisationId: tenantId, userId }: Principal,
    folderId: string,
    revision: number,
    { name, parentId }: UpdateFolder,
  ): Promise<ScenarioFolder> {
    const folder = await this.#find(tenantId, folderId);
    if (folder.revision !== revision) throw new VersionConflictError('folder', folder);
    const isUpdated = await this.repository.update(tenantId, folderId, revision, {
      ...(name === undefined ? {} : { name: scenarioName(name) }),
      ...(parentId === undefined ? {} : { parentId }),
      updatedBy: userId,
    });
    const current = await this.#find(tenantId, folderId);
    if (!isUpdated) throw new VersionConflictError('folder', current);
    return toFolder(current);
  }

  /** Idempotent. `moveTo`: the folder its contents go to, or `root`. @throws FolderNotEmptyError */
  async delete(tenantId: string, folderId: string, moveTo: string | undefined): Promise<void> {
    if (!isId('fld', folderId)) return;
    try {
      await this.repository.delete(tenantId, folderId, moveTo === 'root' ? null : moveTo);
    } catch (thrown) {
      // Somebody put a scenario into it at this very moment.
      if (errorCodeOf(thrown) === FOREIGN_KEY_VIOLATION) throw new FolderNotEmptyError();
      throw thrown;
    }
  }

  async #find(tenantId: string, folderId: string): Promise<ScenarioFolderEntity> {
    const folder = isId('fld', folderId) ? await this.repository.find(tenantId, folderId) : null;
    if (!folder) throw new FolderNotFoundError();
    return folder;
  }
}

function toFolder(folder: ScenarioFolderEntity): ScenarioFolder {
  const { id, name, parentId, revision, updatedBy, createdAt, updatedAt } = folder;
  return {
    id,
    name,
    parentId,
    revision,
    updatedBy,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

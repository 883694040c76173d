import { randomBytes } from 'node:crypto';
import {
  type createDataStoreSchema,
  type DataStore,
  dataStoreIndexKeyContext,
  type DataStoreList,
  type Principal,
  type UpdateDataStore,
} from '@ebbflow/contracts';
import { sealPayload, TenantKeys } from '@ebbflow/crypto';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { errorCodeOf } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { plainText } from '../../scenarios/plain-text.policy.ts';
import { teamsToShow } from '../../scenarios/team-scope.policy.ts';
import { VersionConflictError } from '../../scenarios/scenarios.errors.ts';
import { DataStoreNotFoundError, UnknownStructureError } from '../data-stores.errors.ts';
import type { DataStoreEntity } from './data-store.entity.ts';
import { assertMayPlaceStore } from './store-place.policy.ts';
import { DataStoresRepository } from './data-stores.repository.ts';

const FOREIGN_KEY_VIOLATION = '23503';
const INDEX_KEY_BYTES = 32;

/** Data stores as a whole. */
@Injectable()
export class DataStoresService {
  constructor(
    private readonly repository: DataStoresRepository,
    private readonly keys: TenantKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownStructureError, TooManyDataStoresError, DataStoresFullError, KeyDestroyedError, ForbiddenError for a team that is not the caller's */
  async create(principal: Principal, input: z.infer<typeof createDataStoreSchema>): Promise<DataStore> {
    const { organisationId: tenantId, userId } = principal;
    assertMayPlaceStore(principal, input.teamId);
    const now = this.clock.now();
    const id = newId('dst', now.getTime());
    const key = await this.keys.current(tenantId);
    await orUnknownStructure(
      this.repository.insert(tenantId, {
        id,
        name: plainText(input.name),
        teamId: input.teamId,
        structureId: input.structureId,
        maxBytes: input.maxBytes,
        indexKeySealed: sealPayload(key, dataStoreIndexKeyContext(tenantId, id), randomBytes(INDEX_KEY_BYTES)),
        keyVersion: key.version,
        updatedBy: userId,
        createdAt: now,
        updatedAt: now,
      }),
    );
    return this.get(tenantId, id);
  }

  /** @throws DataStoreNotFoundError */
  async get(tenantId: string, id: string): Promise<DataStore> {
    // What is no id cannot be found, and may hold what Postgres refuses in a text.
    const store = isId('dst', id) ? await this.repository.find(tenantId, id) : null;
    if (!store) throw new DataStoreNotFoundError();
    return toDataStore(store);
  }

  /** Those the caller may see. */
  async list(principal: Principal, cursor: string | undefined, limit: number): Promise<DataStoreList> {
    const teamIds = teamsToShow(principal, 'data-stores:read');
    const found = await this.repository.list(principal.organisationId, { cursor, limit: limit + 1, teamIds });
    const items = found.slice(0, limit).map(toDataStore);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws VersionConflictError, UnknownStructureError, DataStoresFullError, DataStoreTooSmallError, ForbiddenError */
  async update(principal: Principal, id: string, revision: number, changes: UpdateDataStore): Promise<DataStore> {
    const { organisationId: tenantId, userId } = principal;
    const { name, ...others } = changes;
    const named = name === undefined ? {} : { name: plainText(name) };
    const before = await this.get(tenantId, id);
    if (changes.teamId !== undefined && changes.teamId !== before.teamId)
      assertMayPlaceStore(principal, changes.teamId);
    const updated = { ...others, ...named, updatedBy: userId, updatedAt: this.clock.now() };
    const isUpdated =
      before.revision === revision &&
      (await orUnknownStructure(this.repository.update(tenantId, id, revision, updated)));
    const now = await this.get(tenantId, id);
    if (isUpdated) return now;
    throw new VersionConflictError('data store', { ...now, updatedAt: new Date(now.updatedAt) });
  }

  async delete(by: Principal, id: string): Promise<void> {
    if (isId('dst', id)) await this.repository.delete(by, id);
  }
}

async function orUnknownStructure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (errorCodeOf(thrown) === FOREIGN_KEY_VIOLATION) throw new UnknownStructureError();
    throw thrown;
  }
}

function toDataStore(store: DataStoreEntity): DataStore {
  const { id, name, teamId, structureId, revision, updatedBy } = store;
  return {
    id,
    name,
    teamId,
    structureId,
    maxBytes: Number(store.maxBytes),
    usedBytes: Number(store.usedBytes),
    recordCount: Number(store.recordCount),
    revision,
    updatedBy,
    createdAt: store.createdAt.toISOString(),
    updatedAt: store.updatedAt.toISOString(),
  };
}

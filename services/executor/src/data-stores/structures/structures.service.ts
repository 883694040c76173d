import {
  type createDataStructureSchema,
  type DataStructure,
  type DataStructureList,
  type Principal,
  type StructureField,
  structureFaults,
  type UpdateDataStructure,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { InvalidInputError } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { plainText } from '../../scenarios/plain-text.policy.ts';
import { VersionConflictError } from '../../scenarios/scenarios.errors.ts';
import { DataStructureNotFoundError } from '../data-stores.errors.ts';
import type { DataStructureEntity } from './data-structure.entity.ts';
import { HookStructures } from './hook-structures.ts';
import { StructuresRepository } from './structures.repository.ts';

@Injectable()
export class StructuresService {
  constructor(
    private readonly repository: StructuresRepository,
    private readonly hooks: HookStructures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws InvalidInputError with a pointer per field that cannot be meant */
  async create(
    { organisationId: tenantId, userId }: Principal,
    { name, fields, strict }: z.infer<typeof createDataStructureSchema>,
  ): Promise<DataStructure> {
    assertSound(fields);
    const now = this.clock.now();
    const id = newId('dsr', now.getTime());
    const times = { updatedBy: userId, createdAt: now, updatedAt: now };
    await this.repository.insert(tenantId, { id, name: plainText(name), fields, strict, ...times });
    return this.get(tenantId, id);
  }

  /** @throws DataStructureNotFoundError */
  async get(tenantId: string, id: string): Promise<DataStructure> {
    // What is no id cannot be found, and may hold what Postgres refuses in a text.
    const structure = isId('dsr', id) ? await this.repository.find(tenantId, id) : null;
    if (!structure) throw new DataStructureNotFoundError();
    return toStructure(structure);
  }

  async list(tenantId: string, cursor: string | undefined, limit: number): Promise<DataStructureList> {
    const found = await this.repository.list(tenantId, cursor, limit + 1);
    const items = found.slice(0, limit).map(toStructure);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /**
   * Records that are there stay as they are; what is written from now on, and what comes to webhooks, must fit.
   * @throws VersionConflictError, InvalidInputError, DataStructureNotFoundError
   */
  async update(
    principal: Principal,
    id: string,
    revision: number,
    changes: UpdateDataStructure,
  ): Promise<DataStructure> {
    const { organisationId: tenantId, userId } = principal;
    const { name, fields, strict } = changes;
    if (fields !== undefined) assertSound(fields);
    const before = await this.get(tenantId, id);
    const isUpdated =
      before.revision === revision &&
      (await this.repository.update(tenantId, id, revision, {
        ...(name === undefined ? {} : { name: plainText(name) }),
        ...(fields === undefined ? {} : { fields }),
        ...(strict === undefined ? {} : { strict }),
        updatedBy: userId,
        updatedAt: this.clock.now(),
      }));
    const now = await this.get(tenantId, id);
    if (!isUpdated) throw new VersionConflictError('data structure', { ...now, updatedAt: new Date(now.updatedAt) });
    await this.hooks.tellSoon(tenantId, id);
    return now;
  }

  /** @throws DataStructureInUseError */
  async delete(tenantId: string, id: string): Promise<void> {
    if (isId('dsr', id)) await this.repository.delete(tenantId, id);
  }
}

function assertSound(fields: DataStructure['fields']): void {
  const faults = structureFaults({ fields });
  if (faults.length > 0) throw new InvalidInputError(faults);
}

function toStructure(structure: DataStructureEntity): DataStructure {
  const { id, name, strict, revision, updatedBy } = structure;
  return {
    id,
    name,
    fields: structure.fields as StructureField[],
    strict,
    revision,
    updatedBy,
    createdAt: structure.createdAt.toISOString(),
    updatedAt: structure.updatedAt.toISOString(),
  };
}

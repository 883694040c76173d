import { Inject, Injectable } from '@nestjs/common';
import { type DataStructureShape, type HookStructure, structureFaults } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, type Statement } from '@ebbflow/persistence';
import { InvalidInputError } from '@ebbflow/service-host';
import { HookDirectory } from '../hooks/hook-directory.ts';
import { HookNotFoundError } from '../hooks/hooks.errors.ts';
import { findStructure } from './find-structure.sql.ts';
import { relearnStructure } from './relearn-structure.sql.ts';
import { saveLearned } from './save-learned.sql.ts';
import { setStructure } from './set-structure.sql.ts';

interface StructureRow extends Omit<HookStructure, 'learnedAt'> {
  readonly learnedAt: Date | null;
}

/** What a hook's bundles look like: chosen by somebody, or learned from what came. */
@Injectable()
export class StructuresService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HookDirectory) private readonly directory: HookDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws HookNotFoundError */
  async read(tenantId: string, hookId: string): Promise<HookStructure> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<StructureRow>(findStructure, [tenantId, hookId]),
    );
    if (!row) throw new HookNotFoundError(hookId);
    return { ...row, learnedAt: row.learnedAt?.toISOString() ?? null };
  }

  /** `null` takes it away. @throws HookNotFoundError; InvalidInputError for one that contradicts itself */
  async choose(tenantId: string, hookId: string, structure: DataStructureShape | null): Promise<HookStructure> {
    const faults = structure === null ? [] : structureFaults(structure, '/structure/fields');
    if (faults.length > 0) throw new InvalidInputError(faults);
    const json = structure === null ? null : JSON.stringify(structure);
    return this.#change(setStructure, tenantId, hookId, [json, this.clock.now()]);
  }

  /** The next request is learned from. @throws HookNotFoundError */
  relearn(tenantId: string, hookId: string): Promise<HookStructure> {
    return this.#change(relearnStructure, tenantId, hookId, [this.clock.now()]);
  }

  async learned(tenantId: string, hookId: string, structure: DataStructureShape): Promise<void> {
    const values = [tenantId, hookId, JSON.stringify(structure), this.clock.now()];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query<{ token: string }>(saveLearned, values));
    for (const { token } of rows) this.directory.forget(token);
  }

  async #change(
    statement: Statement,
    tenantId: string,
    hookId: string,
    values: readonly unknown[],
  ): Promise<HookStructure> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ token: string }>(statement, [tenantId, hookId, ...values]),
    );
    if (!row) throw new HookNotFoundError(hookId);
    this.directory.forget(row.token);
    return this.read(tenantId, hookId);
  }
}

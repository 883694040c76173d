import type { VersionChoice } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import type { KeptWindow } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import type { IncompleteCursor } from './incomplete-cursor.ts';
import type { IncompleteFullRow, IncompleteRow } from './incomplete-execution.ts';
import type { SealedContent } from './incomplete-contents.ts';
import { askRetries } from './sql/ask-retries.sql.ts';
import { deleteIncompletes } from './sql/delete-incompletes.sql.ts';
import { editIncomplete } from './sql/edit-incomplete.sql.ts';
import { findIncomplete } from './sql/find-incomplete.sql.ts';
import { listIncompletes } from './sql/list-incompletes.sql.ts';

export interface IncompleteFilter {
  readonly scenarioId: string | undefined;
  readonly state: string | undefined;
  readonly after: IncompleteCursor | undefined;
  readonly limit: number;
}

/** These ids, or all of a scenario, or all of the tenant; and of those only what is of `within`, where it is given. */
export interface IncompleteSelection {
  readonly ids?: readonly string[] | undefined;
  readonly scenarioId?: string | undefined;
  /** Null: of any scenario. */
  readonly within?: readonly string[] | null;
}

/** Who changes something, and when. */
export interface Change {
  readonly at: Date;
  readonly by: string | null;
}

/** Incomplete executions as one tenant sees them, as long as they are kept. */
@Injectable()
export class IncompletesRepository {
  constructor(private readonly database: Database) {}

  list(
    tenantId: string,
    { oldest, now, longestDays }: KeptWindow,
    { scenarioId, state, after, limit }: IncompleteFilter,
  ): Promise<IncompleteRow[]> {
    return this.database.withTenant(tenantId, (sql) =>
      sql.query<IncompleteRow>(listIncompletes, [
        tenantId,
        oldest,
        scenarioId ?? null,
        state ?? null,
        after?.at ?? null,
        after?.id ?? null,
        limit,
        now,
        longestDays,
      ]),
    );
  }

  async find(
    tenantId: string,
    { oldest, now, longestDays }: KeptWindow,
    id: string,
  ): Promise<IncompleteFullRow | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<IncompleteFullRow>(findIncomplete, [tenantId, id, oldest, now, longestDays]),
    );
    return row;
  }

  /** Undefined when it is not at that revision, or not pending, any more. */
  async edit(
    tenantId: string,
    { id, revision }: Pick<IncompleteRow, 'id' | 'revision'>,
    { sealed, keyVersion, contentVersion }: SealedContent,
    { at, by }: Change,
  ): Promise<IncompleteRow | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<IncompleteRow>(editIncomplete, [tenantId, id, revision, sealed, keyVersion, contentVersion, at, by]),
    );
    return row;
  }

  /** Answers how many are due now. */
  async askRetries(
    tenantId: string,
    { oldest, now, longestDays }: KeptWindow,
    { ids, scenarioId, version, within }: IncompleteSelection & { readonly version: VersionChoice },
    { at, by }: Change,
  ): Promise<number> {
    const values = [
      tenantId,
      ids ?? null,
      scenarioId ?? null,
      version,
      at,
      by,
      oldest,
      now,
      longestDays,
      within ?? null,
    ];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query(askRetries, values));
    return rows.length;
  }

  async delete(
    tenantId: string,
    { ids, scenarioId, within }: IncompleteSelection,
    { at, by }: Change,
  ): Promise<number> {
    const values = [tenantId, ids ?? null, scenarioId ?? null, at, by, within ?? null];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query(deleteIncompletes, values));
    return rows.length;
  }
}

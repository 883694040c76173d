import { Inject, Injectable } from '@nestjs/common';
import type { applyPartitionsSchema, partitionsAppliedSchema, partitionsHeldSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, Database, DayPartitions } from '@ebbflow/persistence';
import { firstKeptDay, type RetentionCategory, retentionPolicy } from '@ebbflow/policy';
import type { z } from 'zod';
import { listDetailsBlobs } from './list-details-blobs.sql.ts';
import { DropTooEarlyError, UnknownCategoryError } from './partitions.errors.ts';

/**
 * Makes and drops the days of the tables this service holds, as retention asks. Retention decides *when*; the lifetime is checked
 * here once more against the same policy, because a drop cannot be taken back and the clock of another service may be wrong.
 */
@Injectable()
export class PartitionsService {
  readonly #tables: ReadonlyMap<string, { readonly category: RetentionCategory; readonly days: DayPartitions }>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#tables = new Map(
      retentionPolicy().categories.flatMap((category) =>
        category.stores
          .filter(({ service }) => service === 'log-store')
          .map(({ table }) => [category.id, { category, days: new DayPartitions(database, table) }] as const),
      ),
    );
  }

  /** @throws UnknownCategoryError, DropTooEarlyError */
  async apply(
    id: string,
    plan: z.infer<typeof applyPartitionsSchema>,
  ): Promise<z.infer<typeof partitionsAppliedSchema>> {
    const table = this.#tables.get(id);
    if (!table) throw new UnknownCategoryError();
    const kept = firstKeptDay(table.category.ttl, this.clock.nowMs());
    if (plan.dropBefore > kept) throw new DropTooEarlyError(kept);
    const created = await table.days.ensure(plan.create);
    const beforeDrop =
      table.days.table === 'execution_details' ? (from: Date, to: Date) => this.#dropBlobs(from, to) : undefined;
    const dropped = await table.days.dropBefore(plan.dropBefore, beforeDrop);
    return { created, dropped };
  }

  /** @throws UnknownCategoryError */
  async held(id: string): Promise<z.infer<typeof partitionsHeldSchema>> {
    const table = this.#tables.get(id);
    if (!table) throw new UnknownCategoryError();
    return { tables: [{ table: table.days.table, oldestDay: (await table.days.oldestDay()) ?? null }] };
  }

  /** Before the rows that name them: after a crash in between, the next sweep finds the rows and goes on. */
  async #dropBlobs(from: Date, to: Date): Promise<void> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<{ tenantId: string; blob: string }>(listDetailsBlobs, [from, to]),
    );
    for (const { tenantId, blob } of rows) await this.blobs.delete(tenantId, blob);
  }
}

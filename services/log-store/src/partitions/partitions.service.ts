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
  readonly #held: ReadonlyMap<
    string,
    { readonly category: RetentionCategory; readonly tables: readonly DayPartitions[] }
  >;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#held = new Map(
      retentionPolicy().categories.flatMap((category) => {
        const own = category.stores.filter(({ service }) => service === 'log-store');
        const tables = own.map(({ table }) => new DayPartitions(database, table));
        return tables.length === 0 ? [] : [[category.id, { category, tables }] as const];
      }),
    );
  }

  /** @throws UnknownCategoryError, DropTooEarlyError */
  async apply(
    id: string,
    plan: z.infer<typeof applyPartitionsSchema>,
  ): Promise<z.infer<typeof partitionsAppliedSchema>> {
    const { category, tables } = this.#find(id);
    const kept = firstKeptDay(category.ttl, this.clock.nowMs());
    if (plan.dropBefore > kept) throw new DropTooEarlyError(kept);
    const [created, dropped] = [new Set<string>(), new Set<string>()];
    for (const days of tables) {
      for (const day of await days.ensure(plan.create)) created.add(day);
      const beforeDrop =
        days.table === 'execution_details' ? (from: Date, to: Date) => this.#dropBlobs(from, to) : undefined;
      for (const day of await days.dropBefore(plan.dropBefore, beforeDrop)) dropped.add(day);
    }
    return { created: [...created].sort(), dropped: [...dropped].sort() };
  }

  /** @throws UnknownCategoryError */
  async held(id: string): Promise<z.infer<typeof partitionsHeldSchema>> {
    const { tables } = this.#find(id);
    return {
      tables: await Promise.all(
        tables.map(async (days) => ({ table: days.table, oldestDay: (await days.oldestDay()) ?? null })),
      ),
    };
  }

  #find(id: string): { readonly category: RetentionCategory; readonly tables: readonly DayPartitions[] } {
    const held = this.#held.get(id);
    if (!held) throw new UnknownCategoryError();
    return held;
  }

  /** Before the rows that name them: after a crash in between, the next sweep finds the rows and goes on. */
  async #dropBlobs(from: Date, to: Date): Promise<void> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<{ tenantId: string; blob: string }>(listDetailsBlobs, [from, to]),
    );
    for (const { tenantId, blob } of rows) await this.blobs.delete(tenantId, blob);
  }
}

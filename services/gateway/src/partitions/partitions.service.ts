import { Inject, Injectable } from '@nestjs/common';
import type { applyPartitionsSchema, partitionsAppliedSchema, partitionsHeldSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, Database, DayPartitions } from '@ebbflow/persistence';
import { firstKeptDay, retentionPolicy } from '@ebbflow/policy';
import type { z } from 'zod';
import { dropHeldOfDay } from './drop-held-of-day.sql.ts';
import { listDeliveryBlobs } from './list-delivery-blobs.sql.ts';
import { DropTooEarlyError, UnknownCategoryError } from './partitions.errors.ts';

const CATEGORY = 'gateway-logs';

/**
 * Makes and drops the days of the delivery table, as retention asks. Retention decides *when*; the lifetime is checked here once
 * more against the same policy, because a drop cannot be taken back and the clock of another service may be wrong.
 */
@Injectable()
export class PartitionsService {
  readonly #days: DayPartitions;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#days = new DayPartitions(database, 'delivery');
  }

  /** @throws UnknownCategoryError, DropTooEarlyError */
  async apply(
    category: string,
    plan: z.infer<typeof applyPartitionsSchema>,
  ): Promise<z.infer<typeof partitionsAppliedSchema>> {
    if (category !== CATEGORY) throw new UnknownCategoryError();
    const kept = firstKeptDay(retentionPolicy().ttl(CATEGORY), this.clock.nowMs());
    if (plan.dropBefore > kept) throw new DropTooEarlyError(kept);
    const created = await this.#days.ensure(plan.create);
    const dropped = await this.#days.dropBefore(plan.dropBefore, (from, to) => this.#dropBlobs(from, to));
    return { created, dropped };
  }

  /** @throws UnknownCategoryError */
  async held(category: string): Promise<z.infer<typeof partitionsHeldSchema>> {
    if (category !== CATEGORY) throw new UnknownCategoryError();
    return { tables: [{ table: this.#days.table, oldestDay: (await this.#days.oldestDay()) ?? null }] };
  }

  /** Before the rows that name them: after a crash in between, the next sweep finds the rows and goes on. */
  async #dropBlobs(from: Date, to: Date): Promise<void> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<{ tenantId: string; blob: string }>(listDeliveryBlobs, [from, to]),
    );
    for (const { tenantId, blob } of rows) await this.blobs.delete(tenantId, blob);
    await this.database.asWorker((sql) => sql.query(dropHeldOfDay, [from, to]));
  }
}

import type { applyPartitionsSchema, partitionsAppliedSchema, partitionsHeldSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, type Duration } from '@ebbflow/kernel';
import { Database, DayPartitions } from '@ebbflow/persistence';
import { firstKeptDay, retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { DropTooEarlyError, UnknownCategoryError } from './partitions.errors.ts';

/**
 * Makes and drops the days of what identity holds for a time, as retention asks. Retention decides *when*; the lifetime is checked
 * here once more against the same policy, because a drop cannot be taken back and the clock of another service may be wrong.
 */
@Injectable()
export class PartitionsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownCategoryError, DropTooEarlyError */
  async apply(
    category: string,
    plan: z.infer<typeof applyPartitionsSchema>,
  ): Promise<z.infer<typeof partitionsAppliedSchema>> {
    const { ttl, tables } = heldAs(category);
    const kept = firstKeptDay(ttl, this.clock.nowMs());
    if (plan.dropBefore > kept) throw new DropTooEarlyError(kept);
    const created = new Set<string>();
    const dropped = new Set<string>();
    for (const table of tables) {
      const days = new DayPartitions(this.database, table);
      for (const day of await days.ensure(plan.create)) created.add(day);
      for (const day of await days.dropBefore(plan.dropBefore)) dropped.add(day);
    }
    return { created: [...created], dropped: [...dropped] };
  }

  /** @throws UnknownCategoryError */
  async held(category: string): Promise<z.infer<typeof partitionsHeldSchema>> {
    const { tables } = heldAs(category);
    const days = tables.map((table) => new DayPartitions(this.database, table).oldestDay());
    const oldest = await Promise.all(days);
    return { tables: tables.map((table, index) => ({ table, oldestDay: oldest[index] ?? null })) };
  }
}

/** @throws UnknownCategoryError for a category of which identity holds nothing */
function heldAs(category: string): { readonly ttl: Duration; readonly tables: readonly string[] } {
  const held = retentionPolicy().categories.find(({ id }) => id === category);
  const tables = held?.stores.filter(({ service }) => service === 'identity').map(({ table }) => table) ?? [];
  if (held === undefined || tables.length === 0) throw new UnknownCategoryError();
  return { ttl: held.ttl, tables };
}

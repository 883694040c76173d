import type { applyPartitionsSchema, partitionsAppliedSchema, partitionsHeldSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, DayPartitions } from '@ebbflow/persistence';
import { firstKeptDay, retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { IncompleteFiles } from '../incompletes/files/incomplete-files.ts';
import { DropTooEarlyError, UnknownCategoryError } from './partitions.errors.ts';

const CATEGORY = 'incomplete-runs';

/**
 * Makes and drops the days of incomplete executions, as retention asks. Retention decides *when*; the lifetime is checked here once
 * more against the same policy, because a drop cannot be taken back and the clock of another service may be wrong.
 */
@Injectable()
export class PartitionsService {
  readonly #days: DayPartitions;

  constructor(
    database: Database,
    private readonly files: IncompleteFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#days = new DayPartitions(database, 'incomplete_execution');
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
    const dropped = await this.#days.dropBefore(plan.dropBefore);
    await this.files.removeLeft();
    return { created, dropped };
  }

  /** @throws UnknownCategoryError */
  async held(category: string): Promise<z.infer<typeof partitionsHeldSchema>> {
    if (category !== CATEGORY) throw new UnknownCategoryError();
    return { tables: [{ table: this.#days.table, oldestDay: (await this.#days.oldestDay()) ?? null }] };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { partitionsAppliedSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, toEbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type RetentionCategory, retentionPolicy } from '@ebbflow/policy';
import { ServiceClient } from '@ebbflow/service-host';
import { insertSweeps } from './insert-sweeps.sql.ts';
import { planPartitions } from './plan-partitions.policy.ts';

type Holder = RetentionCategory['stores'][number]['service'];

/** Asks every service that holds a category to make the days to come and to drop the days that are over, and writes down what went. */
@Injectable()
export class SweepService {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /**
   * All categories, whatever happens to one of them; safe to repeat.
   * @throws the first error when at least one category could not be swept, so that the job comes again.
   */
  async sweep(): Promise<void> {
    const failures: unknown[] = [];
    for (const category of retentionPolicy().categories) {
      for (const service of new Set(category.stores.map((store) => store.service))) {
        try {
          await this.#sweepCategory(category, service);
        } catch (thrown) {
          failures.push(thrown);
          this.logger.warn('A category could not be swept.', {
            category: category.id,
            peer: service,
            code: toEbbflowError(thrown).code,
          });
        }
      }
    }
    if (failures.length > 0) throw toEbbflowError(failures[0]);
  }

  async #sweepCategory(category: RetentionCategory, service: Holder): Promise<void> {
    const plan = planPartitions(category, this.clock.nowMs());
    const { dropped } = await this.client.call(service, 'PUT', `/internal/v1/categories/${category.id}/partitions`, {
      body: plan,
      schema: partitionsAppliedSchema,
      // Dropping a day may first have to delete its blobs.
      timeoutMs: 300_000,
    });
    if (dropped.length === 0) return;
    await this.database.asWorker((sql) => sql.query(insertSweeps, [category.id, service, dropped, this.clock.now()]));
    this.logger.info('Days whose lifetime is over were dropped.', {
      category: category.id,
      peer: service,
      partitionCount: dropped.length,
    });
  }
}

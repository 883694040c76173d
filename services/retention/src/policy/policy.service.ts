import { Inject, Injectable } from '@nestjs/common';
import type { RetentionPolicyAnswer } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { listSweeps } from '../sweeps/list-sweeps.sql.ts';

interface SweepRow {
  readonly category: string;
  readonly day: string;
  readonly sweptAt: Date;
}

@Injectable()
export class PolicyService {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The policy as it is enforced, with the days that went by it. The same for every organisation, and about none of them. */
  async describe(): Promise<RetentionPolicyAnswer> {
    const sweeps = await this.database.asWorker((sql) => sql.query<SweepRow>(listSweeps));
    return {
      categories: retentionPolicy().categories.map(({ ttl, stores, ...category }) => ({
        ...category,
        ttl: ttl.toString(),
        stores: [...stores],
        sweeps: sweeps
          .filter((sweep) => sweep.category === category.id)
          .map(({ day, sweptAt }) => ({ partition: day, sweptAt: sweptAt.toISOString() })),
      })),
    };
  }
}

import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { sweepRequests } from './sweep-requests.sql.ts';

/** Deletes requests whose time to be accounted for is over. */
@Injectable()
export class RequestSweep {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many went. */
  async run(): Promise<number> {
    const before = new Date(this.clock.nowMs() - retentionPolicy().record('subject-requests').ttl.milliseconds);
    return (await this.database.asWorker((sql) => sql.query(sweepRequests, [before]))).length;
  }
}

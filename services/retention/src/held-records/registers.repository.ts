import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { type RecordId, retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { sweepHolds } from './sweep-holds.sql.ts';
import { sweepRegisters } from './sweep-registers.sql.ts';

/** Closed breaches, holds that are over, and readings of held records: until their lifetimes in `retention.yaml` are over. */
@Injectable()
export class RegistersRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  // eslint-disable-next-line ebbflow/tenant-scope-first -- by age, of all organisations
  async deleteOver(): Promise<number> {
    return this.database.asWorker(async (sql) => {
      const [registers] = await sql.query<{ gone: number }>(sweepRegisters, [
        this.#before('breaches'),
        this.#before('held-record-readings'),
      ]);
      const holds = await sql.query(sweepHolds, [this.#before('legal-holds')]);
      return (registers?.gone ?? 0) + holds.length;
    });
  }

  #before(record: RecordId): Date {
    return new Date(this.clock.nowMs() - retentionPolicy().record(record).ttl.milliseconds);
  }
}

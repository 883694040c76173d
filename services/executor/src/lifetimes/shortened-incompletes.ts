import { Database } from '@ebbflow/persistence';
import { removeDue, type ShortenedRows } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import { removeIncompletes } from './sql/remove-incompletes.sql.ts';

const ROWS_PER_BATCH = 500;

/** Their files go with the next look for files that nobody names any more, as they do when a day is dropped. */
@Injectable()
export class ShortenedIncompletes implements ShortenedRows {
  readonly category = 'incomplete-runs';

  constructor(private readonly database: Database) {}

  removeSome(now: Date): Promise<number> {
    return this.database.asWorker(
      async (sql) => (await removeDue(sql, 'executor', removeIncompletes, { now, limit: ROWS_PER_BATCH })).length,
    );
  }
}

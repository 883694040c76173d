import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@ebbflow/persistence';
import { removeDue, type ShortenedRows } from '@ebbflow/service-host';
import { removeActivity } from './remove-activity.sql.ts';

const ROWS_PER_BATCH = 2_000;

/** Lines of activity streams. */
@Injectable()
export class ShortenedActivity implements ShortenedRows {
  readonly category = 'activity';

  constructor(@Inject(Database) private readonly database: Database) {}

  removeSome(now: Date): Promise<number> {
    return this.database.asWorker(
      async (sql) => (await removeDue(sql, 'log_store', removeActivity, { now, limit: ROWS_PER_BATCH })).length,
    );
  }
}

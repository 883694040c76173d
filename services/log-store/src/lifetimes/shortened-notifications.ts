import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@ebbflow/persistence';
import { removeDue, type ShortenedRows } from '@ebbflow/service-host';
import { removeNotifications } from './remove-notifications.sql.ts';

const ROWS_PER_BATCH = 2_000;

/** What owners were told. */
@Injectable()
export class ShortenedNotifications implements ShortenedRows {
  readonly category = 'notifications';

  constructor(@Inject(Database) private readonly database: Database) {}

  removeSome(now: Date): Promise<number> {
    return this.database.asWorker(
      async (sql) => (await removeDue(sql, 'log_store', removeNotifications, { now, limit: ROWS_PER_BATCH })).length,
    );
  }
}

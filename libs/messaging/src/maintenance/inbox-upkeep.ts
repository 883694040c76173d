import { DEAD_LETTER_LIFETIME } from '@ebbflow/contracts';
import { dropPartition, ensurePartition, listPartitions, type Database } from '@ebbflow/persistence';
import { DAY_MS, daySpan } from './day-span.ts';

/** A day is kept this much longer than its events can come again. */
const MARGIN_DAYS = 1;

/**
 * Makes today's and tomorrow's partitions and drops those past their use: of the inbox, days whose events no transport
 * holds any more; of the dead letters, those past their lifetime.
 */
export async function tendInbox(database: Database, retentionMs: number, nowMs: number): Promise<void> {
  const keepDays = {
    inbox: Math.ceil(retentionMs / DAY_MS) + MARGIN_DAYS,
    dead_letter: Math.ceil(DEAD_LETTER_LIFETIME.milliseconds / DAY_MS),
  };
  for (const [name, days] of Object.entries(keepDays)) {
    const table = { schema: database.schema, table: name };
    await database.asWorker(async (sql) => {
      for (const at of [nowMs, nowMs + DAY_MS]) await ensurePartition(sql, table, daySpan(at));
      for (const { from, to } of await listPartitions(sql, table)) {
        if (to.getTime() <= nowMs - days * DAY_MS) await dropPartition(sql, table, from);
      }
    });
  }
}

import { dropPartition, ensurePartition, listPartitions, type SqlClient } from '@ebbflow/persistence';
import { outboxPending } from './outbox-pending.sql.ts';

const HOUR_MS = 3_600_000;
/** Hours made ahead: inserts go on this long while nobody can make partitions. */
const HOURS_AHEAD = 3;
/** A row gets its partition from the start of its transaction, so a closed hour can still grow for as long as one may last. */
const GRACE_MS = 600_000;

type Queries = Pick<SqlClient, 'query'>;

const databaseNow = { name: 'outbox-now', text: 'select now() as now' };

/** Makes the partitions of this and the next hours, by the clock of the database: that is the one `created_at` is taken from. */
export async function ensureOutboxPartitions(sql: Queries, schema: string): Promise<void> {
  const [row] = await sql.query<{ now: Date }>(databaseNow);
  const hour = Math.floor((row?.now.getTime() ?? Date.now()) / HOUR_MS) * HOUR_MS;
  for (let ahead = 0; ahead <= HOURS_AHEAD; ahead += 1) {
    const from = new Date(hour + ahead * HOUR_MS);
    await ensurePartition(sql, { schema, table: 'outbox' }, { from, to: new Date(from.getTime() + HOUR_MS) });
  }
}

/** Drops the hours that are over and wholly published: the only way rows leave the outbox. */
export async function dropPublishedPartitions(sql: Queries, schema: string): Promise<number> {
  const [row] = await sql.query<{ now: Date }>(databaseNow);
  const closedBefore = (row?.now.getTime() ?? 0) - GRACE_MS;
  let dropped = 0;
  for (const { from, to } of await listPartitions(sql, { schema, table: 'outbox' })) {
    if (to.getTime() > closedBefore) break;
    const [answer] = await sql.query<{ is_pending: boolean }>(outboxPending(schema), [from, to]);
    if (answer?.is_pending !== false) break;
    if (await dropPartition(sql, { schema, table: 'outbox' }, from)) dropped += 1;
  }
  return dropped;
}

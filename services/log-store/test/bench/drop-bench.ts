import { setTimeout as pause } from 'node:timers/promises';
import { DayPartitions, type Statement } from '@ebbflow/persistence';
import { addDays, utcDay } from '@ebbflow/policy';
import { finishedRuns, logStoreUnderTest, numberNamed, quantile } from './log-store-under-test.ts';

const ROWS = numberNamed('rows', 10_000_000);
/** Dropped besides the one that is measured, so that one in twenty-five batches of ingest meets a drop and the 99th percentile sees it. */
const SMALL_DAYS = 20;
const ROWS_OF_SMALL_DAY = 1_000;
const ROWS_PER_INSERT = 100_000;
const RUNS_PER_BATCH = 20;
const BATCH_EVERY_MS = 10;
const WATCHED_MS = 5_000;

/** $1 the day, $2 where to begin, $3 how many: runs of that day without details, as wide as those that have theirs apart. */
const INSERT: Statement = {
  name: 'bench-insert-runs',
  text: `
    insert into log_store.execution_details (tenant_id, run_id, finished_at, started_at, scenario_id, scenario_version, trigger, status,
      operations, transfer_bytes, confidential)
    select 'org_' || lpad(to_hex(n % 50), 32, '0'), 'run_' || lpad(to_hex(n), 32, '0'), $1::timestamptz + n % 86400 * interval '1 second',
      $1::timestamptz, 'scn_' || lpad(to_hex(n % 500), 32, '0'), 1, 'webhook', 'success', 3, 512, false
    from generate_series($2::integer, $2::integer + $3::integer - 1) as n`,
};

/** What would be done without partitions, by the role that may. $1 from, $2 to */
const DELETE: Statement = {
  name: 'bench-delete-runs',
  text: `delete from log_store.execution_details where finished_at >= $1 and finished_at < $2`,
};

const { database, consumer, stop } = await logStoreUnderTest();
const days = new DayPartitions(database, 'execution_details');
const today = utcDay(Date.now());
const [dropped, deleted] = [addDays(today, -200), addDays(today, -199)];
const small = Array.from({ length: SMALL_DAYS }, (_, index) => addDays(today, -300 + index));

async function fill(day: string, count: number): Promise<void> {
  await days.ensure([day]);
  for (let from = 0; from < count; from += ROWS_PER_INSERT)
    await database.asWriter((sql) => sql.query(INSERT, [day, from, Math.min(ROWS_PER_INSERT, count - from)]));
}

/** Batches at a steady rate for as long as `work` takes and five seconds at least; how long each took. */
async function ingestDuring(work: () => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  const working = { isOver: false, done: Promise.resolve() };
  working.done = work().finally(() => (working.isOver = true));
  const startedAt = performance.now();
  for (let batch = 0; !working.isOver || performance.now() - startedAt < WATCHED_MS; batch += 1) {
    const waitMs = startedAt + batch * BATCH_EVERY_MS - performance.now();
    if (waitMs > 0) await pause(waitMs);
    const events = finishedRuns(RUNS_PER_BATCH);
    const from = performance.now();
    await consumer.ingest(events);
    took.push(performance.now() - from);
  }
  await working.done;
  return took;
}

const rest = (): Promise<void> => Promise.resolve();
try {
  for (const day of small) await fill(day, ROWS_OF_SMALL_DAY);
  await fill(dropped, ROWS);
  await fill(deleted, ROWS);
  await ingestDuring(rest);
  const before = await ingestDuring(rest);
  let dropMs = 0;
  const during = await ingestDuring(async () => {
    for (const day of [...small, dropped]) {
      const from = performance.now();
      await days.dropBefore(addDays(day, 1));
      dropMs = performance.now() - from;
      await pause(WATCHED_MS / (SMALL_DAYS + 1));
    }
  });
  const after = await ingestDuring(rest);
  const from = performance.now();
  await database.asWorker((sql) => sql.query(DELETE, [`${deleted}T00:00:00Z`, `${addDays(deleted, 1)}T00:00:00Z`]));
  const deleteMs = performance.now() - from;
  // What the machine does besides meets baseline and drops alike when the baseline is taken before and after.
  const figures = {
    dropMs,
    deleteMs,
    baselineP99Ms: quantile([...before, ...after], 0.99),
    duringP99Ms: quantile(during, 0.99),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await stop();
}

import type { ReceivedEvent } from '@ebbflow/messaging';
import type { Database, Statement } from '@ebbflow/persistence';
import type { RunFinished } from '../medium/run-fixture.ts';
import { finishedRuns, logStoreUnderTest, numberNamed, quantile, usedSeconds } from './log-store-under-test.ts';

const ROWS = numberNamed('rows', 100_000);
const ROWS_PER_BATCH = 1_000;
const ROUNDS = 5;

/**
 * How many finished runs a second the log store takes in, each with 1 KiB of sealed details, against a floor: the same rows in the same batches
 * by one plain INSERT into a table that has a primary key and nothing else. A run is three rows here (details, activity, the inbox's) with four
 * more indexes and row-level security, and counts as one.
 */
const PLAIN: Statement = {
  name: 'bench-plain-insert',
  text: `
    insert into log_store.plain
    select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::int[], $7::text[], $8::text[],
      $9::int[], $10::bigint[], $11::int[], $12::bytea[])`,
};

function plainColumns(events: readonly ReceivedEvent<RunFinished>[]): unknown[] {
  const runs = events.map(({ data }) => data);
  return [
    runs.map((run) => run.tenantId),
    runs.map((run) => run.runId),
    runs.map((run) => run.finishedAt),
    runs.map((run) => run.startedAt),
    runs.map((run) => run.scenarioId),
    runs.map((run) => run.scenarioVersion),
    runs.map((run) => run.trigger),
    runs.map((run) => run.status),
    runs.map((run) => run.operations),
    runs.map((run) => run.transferBytes),
    runs.map(() => 1),
    runs.map(({ details }) => Buffer.from(details && 'bytes' in details ? details.bytes : '', 'base64')),
  ];
}

interface Round {
  readonly seconds: number;
  readonly usedSeconds: number;
}

async function round(
  database: Database,
  take: (events: ReceivedEvent<RunFinished>[]) => Promise<void>,
): Promise<Round> {
  const batches = Array.from({ length: Math.ceil(ROWS / ROUNDS / ROWS_PER_BATCH) }, () => finishedRuns(ROWS_PER_BATCH));
  const [usedBefore, startedAt] = [await usedSeconds(database), performance.now()];
  for (const batch of batches) await take(batch);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { seconds, usedSeconds: (await usedSeconds(database)) - usedBefore };
}

const { database, consumer, stop } = await logStoreUnderTest();
try {
  await consumer.ingest(finishedRuns(ROWS_PER_BATCH));
  const plain = (events: ReceivedEvent<RunFinished>[]): Promise<void> =>
    database.asWriter(async (sql) => {
      await sql.query(PLAIN, plainColumns(events));
    });
  const rounds = { ingest: [] as Round[], floor: [] as Round[] };
  // In turn, so that what else the machine does meets both.
  for (let index = 0; index < ROUNDS; index += 1) {
    rounds.floor.push(await round(database, plain));
    rounds.ingest.push(await round(database, (events) => consumer.ingest(events)));
  }
  const rate = (of: readonly Round[], what: keyof Round): number =>
    (Math.ceil(ROWS / ROUNDS / ROWS_PER_BATCH) * ROWS_PER_BATCH) /
    quantile(
      of.map((one) => one[what]),
      0.5,
    );
  const figures = {
    rowsPerSecond: rate(rounds.ingest, 'seconds'),
    rowsPerCoreSecond: rate(rounds.ingest, 'usedSeconds'),
    floorPerSecond: rate(rounds.floor, 'seconds'),
    floorPerCoreSecond: rate(rounds.floor, 'usedSeconds'),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await stop();
}

import { Client } from 'pg';
import { Child } from './child.ts';
import { EbbflowUnderTest } from './ebbflow-under-test.ts';
import type { LoadResult } from './processes/load.ts';
import { printMarks } from './print-marks.ts';

const STORED_RUNS = 1_000_000;
const RUNS_PER_LOAD = 3_000;
const LOADS_PER_ROUND = 3;
const ROUNDS = 2;

/** Puts so many finished runs in the place of all others, spread over the last two days, so that the sweep leaves them. */
async function store(databaseUrl: string, count: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Of the load before, nothing may be in progress any more.
    while ((await client.query('select 1 from executor.run where due_at is not null limit 1')).rowCount !== 0)
      await new Promise((done) => setTimeout(done, 20));
    await client.query('truncate executor.run');
    await client.query(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, delivery_id, state, status, lease_token, attempts,
         operations, created_at, started_at, finished_at)
       select scenario.tenant_id, 'run_' || md5(n::text), scenario.id, 1, 'webhook', 'dlv_' || md5(n::text), 'finished', 'success', 1, 1,
         2, at, at, at
       from (select tenant_id, id from executor.scenario order by id desc limit 1) as scenario, generate_series(1, $1::integer) as n,
         lateral (select now() - interval '2 days' * (1 - n::float8 / $1)) as stored (at)`,
      [count],
    );
    await client.query('vacuum (analyze) executor.run');
  } finally {
    await client.end();
  }
}

/** Counted by the calls that arrive: counting rows would itself grow with the history. */
async function secondsOf(sink: Child, url: string): Promise<number> {
  const received = async (): Promise<number> => (await sink.ask<{ received: number }>({})).received;
  const before = await received();
  const generator = new Child('load');
  const startedAt = performance.now();
  const { accepted } = await generator.ask<LoadResult>({
    url,
    requests: RUNS_PER_LOAD,
    connections: 64,
    bodyBytes: 500,
  });
  while ((await received()) - before < accepted) await new Promise((done) => setTimeout(done, 20));
  const seconds = (performance.now() - startedAt) / 1_000;
  await generator.stop();
  return seconds;
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * What one run costs with an empty history and with a million stored runs: the same load on one house, in turn, so that what else the
 * machine does meets both.
 * @returns whether the mark is reached
 */
export async function benchHistory(): Promise<boolean> {
  const sink = new Child('sink');
  const sinkUrl = `http://127.0.0.1:${String((await sink.hear<{ port: number }>()).port)}/`;
  const ebbflow = new EbbflowUnderTest();
  const seconds = { empty: [] as number[], full: [] as number[] };
  try {
    await ebbflow.ready();
    const url = await ebbflow.prepare(sinkUrl);
    await secondsOf(sink, url);
    for (let round = 1; round <= ROUNDS; round += 1) {
      process.stderr.write(`round ${String(round)} of ${String(ROUNDS)}\n`);
      await store(ebbflow.databaseUrl, 0);
      for (let load = 0; load < LOADS_PER_ROUND; load += 1) seconds.empty.push(await secondsOf(sink, url));
      await store(ebbflow.databaseUrl, STORED_RUNS);
      for (let load = 0; load < LOADS_PER_ROUND; load += 1) seconds.full.push(await secondsOf(sink, url));
    }
  } finally {
    await ebbflow.stop();
    await sink.stop();
  }
  const runsPerSecond = (values: readonly number[]): number => RUNS_PER_LOAD / medianOf(values);
  const ratio = medianOf(seconds.full) / medianOf(seconds.empty);
  return printMarks('history', [
    { figure: 'with nothing stored', value: runsPerSecond(seconds.empty), unit: 'runs/s', atLeast: 1 },
    { figure: 'with a million stored', value: runsPerSecond(seconds.full), unit: 'runs/s', atLeast: 1 },
    { figure: 'cost of a run, with against without history', value: ratio, unit: 'times', atMost: 1.1 },
  ]);
}

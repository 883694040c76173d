import { Child } from './child.ts';
import { EbbflowUnderTest } from './ebbflow-under-test.ts';
import type { LoadResult } from './processes/load.ts';
import { printTable, type Row } from './print-table.ts';

const MARK = 0.25;

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} needs a whole number above zero.`);
  return value;
}

const load = {
  requests: option('requests', 10_000),
  connections: option('connections', 64),
  bodyBytes: option('bytes', 500),
};
const rounds = option('rounds', 3);

async function measure(name: string, url: string, finished: () => Promise<number>): Promise<Row> {
  const before = await finished();
  const generator = new Child('load');
  const startedAt = performance.now();
  const result = await generator.ask<LoadResult>({ url, ...load });
  const deadline = performance.now() + 120_000;
  while ((await finished()) - before < result.accepted) {
    if (performance.now() > deadline)
      throw new Error(`${name}: only ${String((await finished()) - before)} of ${String(result.accepted)} finished.`);
    await new Promise((done) => setTimeout(done, 20));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await generator.stop();
  return {
    name,
    runsPerSecond: result.accepted / seconds,
    acceptedPerSecond: result.accepted / result.seconds,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    refused: result.refused,
  };
}

/**
 * Webhooks in, finished runs out, one HTTP call each: Ebbflow beside a floor program which does the least for the same
 * promise, in turn, on the same Postgres, with the same load. The ratio is the figure; absolute numbers are this
 * machine's alone. Options: `--requests 10000 --connections 64 --rounds 3 --bytes 500 --json`
 * @returns whether the mark is reached
 */
export async function benchWebhooks(): Promise<boolean> {
  const sink = new Child('sink');
  const sinkUrl = `http://127.0.0.1:${String((await sink.hear<{ port: number }>()).port)}/`;
  const received = async (): Promise<number> => (await sink.ask<{ received: number }>({})).received;
  const ebbflow = new EbbflowUnderTest();
  const floor = new Child('floor');
  const rows: Row[] = [];
  try {
    await ebbflow.ready();
    const hookUrl = await ebbflow.prepare(sinkUrl);
    const floorUrl = `http://127.0.0.1:${String((await floor.ask<{ port: number }>({ databaseUrl: ebbflow.databaseUrl, sinkUrl })).port)}/`;
    for (let round = 1; round <= rounds; round += 1) {
      process.stderr.write(`round ${String(round)} of ${String(rounds)}\n`);
      rows.push(await measure('floor', floorUrl, received));
      rows.push(await measure('ebbflow', hookUrl, () => ebbflow.finishedRuns()));
    }
  } finally {
    await floor.stop();
    await ebbflow.stop();
    await sink.stop();
  }
  return printTable(rows, MARK, process.argv.includes('--json'));
}

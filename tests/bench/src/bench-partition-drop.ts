import { printMarks } from './print-marks.ts';
import { rowsAsked } from './rows-asked.ts';
import { runScript } from './run-script.ts';

interface DropFigures {
  readonly dropMs: number;
  readonly deleteMs: number;
  readonly baselineP99Ms: number;
  readonly duringP99Ms: number;
}

/** Days whose lifetime is over, dropped beside ingest, against DELETE of as many rows. */
export async function benchPartitionDrop(): Promise<boolean> {
  const figures = await runScript<DropFigures>('services/log-store/test/bench/drop-bench.ts', ...rowsAsked());
  const { dropMs, deleteMs, baselineP99Ms, duringP99Ms } = figures;
  return printMarks('Days that are over', [
    { figure: 'dropped in', value: dropMs, unit: 'ms', atMost: 1_000 },
    { figure: 'faster than DELETE', value: deleteMs / dropMs, unit: 'times', atLeast: 100 },
    { figure: 'DELETE of as many rows', value: deleteMs, unit: 'ms', atLeast: 0 },
    {
      figure: '99 of 100 batches of ingest beside drops, against without',
      value: duringP99Ms / baselineP99Ms,
      unit: 'times',
      atMost: 1.2,
    },
    { figure: '99 of 100 batches without drops within', value: baselineP99Ms, unit: 'ms', atMost: 1_000 },
  ]);
}

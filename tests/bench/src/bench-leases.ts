import { printMarks } from './print-marks.ts';
import { runScript } from './run-script.ts';

interface LeaseFigures {
  readonly count: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failedCount: number;
}

/** Leases of connections from a vault that is warm, asked over HTTP at a steady rate as executors do. */
export async function benchLeases(): Promise<boolean> {
  const figures = await runScript<LeaseFigures>('services/vault/test/bench/lease-bench.ts');
  return printMarks('Leases of connections', [
    { figure: 'at this rate', value: figures.perSecond, unit: 'leases/s', atLeast: 90 },
    { figure: 'half of them within', value: figures.p50Ms, unit: 'ms', atMost: 10 },
    { figure: '99 of 100 within', value: figures.p99Ms, unit: 'ms', atMost: 10 },
    { figure: 'of which failed', value: figures.failedCount, unit: 'leases', atMost: 0 },
  ]);
}

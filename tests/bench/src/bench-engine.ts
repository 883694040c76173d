import { printMarks } from './print-marks.ts';
import { runScript } from './run-script.ts';

interface EngineFigures {
  readonly operationsPerSecond: number;
  readonly microsecondsPerItem: { readonly of10000: number; readonly of100000: number };
  readonly grownBytes: number;
}

/** Webhook → router → three set-variable modules, and an iterator of 100 000 items into an aggregator, in memory. */
export async function benchEngine(): Promise<boolean> {
  const { operationsPerSecond, microsecondsPerItem, grownBytes } =
    await runScript<EngineFigures>('libs/engine/bench/main.ts');
  return printMarks('Engine', [
    { figure: 'module operations', value: operationsPerSecond, unit: '/s a core', atLeast: 50_000 },
    {
      figure: 'cost of an item among 100 000 to one among 10 000',
      value: microsecondsPerItem.of100000 / microsecondsPerItem.of10000,
      unit: '×',
      atMost: 1.5,
    },
    { figure: 'resident set grown by 100 000 items', value: grownBytes / 1_048_576, unit: 'MiB', atMost: 200 },
  ]);
}

import { printMarks } from './print-marks.ts';
import { rowsAsked } from './rows-asked.ts';
import { runScript } from './run-script.ts';

interface IngestFigures {
  readonly rowsPerSecond: number;
  readonly rowsPerCoreSecond: number;
  readonly floorPerSecond: number;
  readonly floorPerCoreSecond: number;
}

/** Finished runs with 1 KiB of sealed details into the log store, beside a plain grouped INSERT of the same rows. */
export async function benchLogIngest(): Promise<boolean> {
  const figures = await runScript<IngestFigures>('services/log-store/test/bench/ingest-bench.ts', ...rowsAsked());
  const { rowsPerSecond, rowsPerCoreSecond, floorPerSecond, floorPerCoreSecond } = figures;
  return printMarks('Ingest of the log store', [
    { figure: 'for each core that was used', value: rowsPerCoreSecond, unit: 'rows/s', atLeast: 8_000 },
    { figure: 'by the clock', value: rowsPerSecond, unit: 'rows/s', atLeast: 1 },
    { figure: 'floor: plain INSERT, for each core', value: floorPerCoreSecond, unit: 'rows/s', atLeast: 1 },
    { figure: 'floor: plain INSERT, by the clock', value: floorPerSecond, unit: 'rows/s', atLeast: 1 },
    { figure: 'of the floor, by the clock', value: rowsPerSecond / floorPerSecond, unit: 'times', atLeast: 0.5 },
  ]);
}

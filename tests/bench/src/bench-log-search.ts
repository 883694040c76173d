import { printMarks } from './print-marks.ts';
import { rowsAsked } from './rows-asked.ts';
import { runScript } from './run-script.ts';

interface SearchFigures {
  readonly firstPageMs: number;
  readonly narrowedMs: Readonly<Record<string, number>>;
}

/** The list of an organisation with 100 000 finished runs, as it is and narrowed, in the database and what reads from it. */
export async function benchLogSearch(): Promise<boolean> {
  const { firstPageMs, narrowedMs } = await runScript<SearchFigures>(
    'services/log-store/test/bench/search-bench.ts',
    ...rowsAsked(),
  );
  return printMarks('Finished runs, searched', [
    { figure: 'the first page', value: firstPageMs, unit: 'ms', atMost: 300 },
    ...Object.entries(narrowedMs).map(([by, value]) => ({ figure: `by ${by}`, value, unit: 'ms', atMost: 500 })),
  ]);
}

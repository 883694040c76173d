import { printMarks } from './print-marks.ts';
import { runScript } from './run-script.ts';

interface ScheduleFigures {
  readonly startedPerSecond: number;
  /** Of one core, 0 to 1. */
  readonly executorShare: number;
  readonly databaseShare: number;
}

/** Ten thousand active schedules, each every 15 minutes, looked at once a second: what scheduling alone costs, the runs not counted. */
export async function benchSchedules(): Promise<boolean> {
  const figures = await runScript<ScheduleFigures>('services/executor/test/bench/schedules-bench.ts');
  return printMarks('Schedules', [
    { figure: 'starts of 10 000 schedules', value: figures.startedPerSecond, unit: '/s', atLeast: 5 },
    { figure: 'of a core in the executor', value: figures.executorShare * 100, unit: '%', atMost: 5 },
    {
      figure: 'of a core in executor and database',
      value: (figures.executorShare + figures.databaseShare) * 100,
      unit: '%',
      atMost: 5,
    },
  ]);
}

import { adviceOf, type AdviceCause } from './advice.ts';
import type { Run } from './run.ts';
import type { RunError, Verdict } from './verdict.ts';

/** The verdict of a run that came to its end, or was ended by `error`. */
export function verdictOf(run: Run, error: RunError | undefined): Verdict {
  const { warnings, outputs, keptCursor } = run;
  const incomplete = run.incompletes.bundles;
  const { kept } = run.variables;
  const isWarned = incomplete.length > 0 || warnings.length > 0;
  const retryOf = ({ retryAfterMs }: { retryAfterMs?: number }): { retryAfterMs?: number } =>
    retryAfterMs === undefined ? {} : { retryAfterMs };
  const causes: AdviceCause[] = [
    ...incomplete.map(({ error: stored }) => ({
      class: stored.class,
      effect: 'stored' as const,
      ...retryOf(stored),
    })),
    ...(run.endedBy === undefined ? [] : [{ ...run.endedBy, effect: 'ended' as const }]),
    ...(error === undefined ? [] : [{ ...error, effect: 'halted' as const }]),
  ];
  return {
    status: error ? 'error' : isWarned ? 'warning' : 'success',
    operations: run.operations,
    transferBytes: run.transferBytes,
    cycles: run.cycle,
    modules: run.recorder.executions,
    omittedExecutions: run.recorder.omitted,
    incomplete,
    warnings,
    advice: adviceOf(causes),
    ...(error ? { error } : {}),
    ...(outputs === undefined ? {} : { outputs }),
    ...(keptCursor === undefined ? {} : { cursor: keptCursor.value }),
    ...(kept === undefined ? {} : { scenarioVariables: kept }),
  };
}

import type { Bundle, Value } from '@ebbflow/connector-sdk';
import type { Run } from './run.ts';

/** A variable a template names by path; those of the run itself win over what the caller gave. */
export function lookUpVariable(path: readonly string[], run: Run): Value {
  const [name] = path;
  if (name === 'executionId' || name === 'executionID') return run.input.runId;
  if (name === 'executionStartedAt' || name === 'triggerTimestamp') return new Date(run.input.startedAtMs);
  if (name === 'operationsConsumed') return run.operations;
  if (name === 'dataConsumed') return run.transferBytes;
  return path.reduce<Value>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Bundle)[key] : undefined),
    run.input.variables ?? {},
  );
}

import { ModuleError } from '@ebbflow/connector-sdk';
import type { AttemptScope } from './attempt-scope.ts';

export interface AttemptBounds {
  /** Working time, milliseconds; beyond it the run is told to end. */
  readonly runTimeMs: number;
  /** How long a run that was told to end may take for it: to hear of it, roll back and say what it did. Milliseconds. */
  readonly endTimeMs: number;
}

/**
 * No attempt goes on for ever. The engine watches the working time itself, but only between two steps; this is for the step that
 * does not come back. A run that was told to end (by this, or cancelled) and does not is given up, and ends with the same error.
 */
export async function boundAttempt<T>(
  scope: AttemptScope,
  { runTimeMs, endTimeMs }: AttemptBounds,
  attempt: () => Promise<T>,
): Promise<T> {
  let lastTimer: NodeJS.Timeout | undefined;
  const giveUp = (): void => {
    lastTimer ??= setTimeout(() => {
      const { errorClass } = scope.interruption.reason as ModuleError;
      scope.end({ kind: 'overdue', errorClass });
    }, endTimeMs);
  };
  scope.interruption.addEventListener('abort', giveUp, { once: true });
  if (scope.interruption.aborted) giveUp();
  const timer = setTimeout(() => {
    scope.interrupt(new ModuleError('ScenarioTimeoutError', 'The run took longer than it may.'));
  }, runTimeMs);
  try {
    return await attempt();
  } finally {
    clearTimeout(timer);
    clearTimeout(lastTimer);
    scope.interruption.removeEventListener('abort', giveUp);
  }
}

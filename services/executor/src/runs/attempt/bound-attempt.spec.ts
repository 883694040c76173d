import { ModuleError } from '@ebbflow/connector-sdk';
import { systemClock } from '@ebbflow/kernel';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';
import type { AttemptEnded } from './attempt-ended.ts';
import { AttemptScope } from './attempt-scope.ts';
import { boundAttempt } from './bound-attempt.ts';

const BOUNDS = { runTimeMs: 20, endTimeMs: 20 };

/** An attempt that listens to nothing but its end. */
function stuck(scope: AttemptScope): Promise<never> {
  return new Promise((_, reject) => {
    scope.signal.addEventListener('abort', () => reject(scope.signal.reason as Error));
  });
}

describe('boundAttempt', () => {
  const aScope = (over: Parameters<typeof aHeldRun>[0] = {}): AttemptScope =>
    new AttemptScope(aHeldRun(over), systemClock, Infinity);

  it('tells a run that works too long to end, and leaves it the time for it', async () => {
    const scope = aScope();
    const ends = (): Promise<string> =>
      new Promise((resolve) => {
        scope.interruption.addEventListener('abort', () =>
          resolve((scope.interruption.reason as ModuleError).errorClass),
        );
      });
    await expect(boundAttempt(scope, BOUNDS, ends)).resolves.toBe('ScenarioTimeoutError');
    expect(scope.signal.aborted).toBe(false);
  });

  it('gives up a run that was told to end and does not', async () => {
    const scope = aScope();
    await expect(boundAttempt(scope, BOUNDS, () => stuck(scope))).rejects.toMatchObject({
      reason: { kind: 'overdue', errorClass: 'ScenarioTimeoutError' },
    } satisfies Partial<AttemptEnded>);
  });

  it('gives up likewise one that was cancelled before it began', async () => {
    const scope = aScope({ isCancelled: true });
    const bounds = { ...BOUNDS, runTimeMs: 60_000 };
    await expect(boundAttempt(scope, bounds, () => stuck(scope))).rejects.toMatchObject({
      reason: { kind: 'overdue', errorClass: 'ExecutionInterruptedError' },
    });
  });

  it('leaves one alone that is in time', async () => {
    const scope = aScope();
    await expect(boundAttempt(scope, { runTimeMs: 60_000, endTimeMs: 60_000 }, async () => 'done')).resolves.toBe(
      'done',
    );
    expect(scope.interruption.aborted).toBe(false);
  });
});

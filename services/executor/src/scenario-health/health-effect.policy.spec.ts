import type { CompiledScenario } from '@ebbflow/blueprint';
import type { ErrorClass } from '@ebbflow/connector-sdk';
import { adviceOf, type Verdict } from '@ebbflow/engine';
import { systemClock } from '@ebbflow/kernel';
import { aHeldRun } from '../../test/support/held-run.builder.ts';
import { AttemptScope } from '../runs/attempt/attempt-scope.ts';
import type { EndingRun } from '../runs/completion/completion-part.ts';
import type { HeldRun } from '../runs/held-run.ts';
import { healthEffectOf } from './health-effect.policy.ts';

// Only the settings are looked at.
const scenario = { settings: { maxErrors: 3 } } as unknown as CompiledScenario;

function ending(
  errorClass: ErrorClass | undefined,
  run: Partial<HeldRun> = {},
  over: Partial<EndingRun> = {},
): EndingRun {
  const error = errorClass === undefined ? {} : { error: { class: errorClass, message: 'It failed.' } };
  const verdict: Verdict = {
    status: errorClass === undefined ? 'success' : 'error',
    operations: 1,
    transferBytes: 0,
    cycles: 1,
    modules: [],
    omittedExecutions: 0,
    incomplete: [],
    warnings: [],
    advice: adviceOf(errorClass === undefined ? [] : [{ class: errorClass, effect: 'halted' }]),
    ...error,
  };
  const scope = new AttemptScope(aHeldRun({ trigger: 'webhook', ...run }), systemClock, Infinity);
  return { scope, verdict, scenario, isConfidential: false, finishedAt: new Date(0), ...over };
}

describe('healthEffectOf', () => {
  it.each(['DataError', 'DuplicateDataError', 'ModuleTimeoutError', 'ConnectionError'] as const)(
    'does not count %s',
    (errorClass) => {
      expect(healthEffectOf(ending(errorClass), false)).toMatchObject({ countsError: false, resets: false });
    },
  );

  it('counts other errors, and a success ends the count', () => {
    expect(healthEffectOf(ending('RuntimeError'), false)).toMatchObject({
      countsError: true,
      resets: false,
      maxErrors: 3,
    });
    expect(healthEffectOf(ending(undefined), false)).toMatchObject({
      countsError: false,
      resets: true,
      notifies: undefined,
    });
  });

  it('stops instant scenarios at their first error only where the operator wants Make’s way', () => {
    expect(healthEffectOf(ending('RuntimeError'), true).maxErrors).toBe(1);
    expect(healthEffectOf(ending('RuntimeError', { trigger: 'schedule' }), true).maxErrors).toBe(3);
  });

  it('switches off at once for what no later run can mend, and locks what only staff may switch on', () => {
    expect(healthEffectOf(ending('InvalidAccessTokenError'), false)).toMatchObject({ disables: true, locks: false });
    expect(healthEffectOf(ending('UnexpectedError'), false)).toMatchObject({ disables: true, locks: true });
  });

  it('says nothing of a scenario whose run could not even be tried', () => {
    const untried = ending('UnexpectedError');
    const { verdict } = untried;
    for (const over of [{ scenario: undefined }, { verdict: { ...verdict, cycles: 0 } }]) {
      expect(healthEffectOf({ ...untried, ...over }, false)).toMatchObject({
        disables: false,
        locks: false,
        countsError: false,
        notifies: 'RUN_FAILED',
      });
    }
  });

  it('tells nobody of a run that somebody cancelled, but of one that was cut off too often', () => {
    const cutOff = ending('ExecutionInterruptedError');
    expect(healthEffectOf(cutOff, false)).toMatchObject({ notifies: 'RUN_FAILED', countsError: true });
    const cancelled = ending('ExecutionInterruptedError');
    cancelled.scope.cancel();
    expect(healthEffectOf(cancelled, false)).toMatchObject({ notifies: undefined, countsError: false });
  });

  it('does a run again where the reason passes, but not one that a person or a caller waits for, a confidential one, or one of a queue', () => {
    const retries = (run: Partial<HeldRun>, over: Partial<EndingRun> = {}): boolean =>
      healthEffectOf(ending('ConnectionError', run, over), false).retriesRun;
    expect([retries({}), retries({ trigger: 'schedule' }), retries({ trigger: 'retry' })]).toEqual([true, true, true]);
    expect([retries({ trigger: 'manual' }), retries({ trigger: 'api' }), retries({ trigger: 'replay' })]).toEqual([
      false,
      false,
      false,
    ]);
    expect(retries({}, { isConfidential: true })).toBe(false);
    expect(retries({ trigger: 'schedule', hookId: 'hok_1' })).toBe(false);
    expect(retries({ incompleteId: 'inc_1', trigger: 'retry' })).toBe(false);
    expect(healthEffectOf(ending('RuntimeError'), false).retriesRun).toBe(false);
  });
});

import type { ErrorClass } from '@ebbflow/connector-sdk';
import type { IncompleteBundle } from '@ebbflow/engine';
import { nextRetryAt, type RetryPlan, retryPlanOf } from './retry-plan.policy.ts';

const bundle = (errorClass: ErrorClass, retry?: IncompleteBundle['retry']): IncompleteBundle => ({
  moduleId: 2,
  module: 'http:ActionSendData',
  error: { class: errorClass, message: 'It failed.' },
  ...(retry === undefined ? {} : { retry }),
  state: { moduleId: 2, path: [], variables: { roundtrip: {}, execution: {} } },
});

/** Minutes until each retry, when all fail. */
function delays(plan: RetryPlan, retryAfterMs?: number): number[] {
  const found: number[] = [];
  for (let at = nextRetryAt(plan, 0, { nowMs: 0, retryAfterMs }); at;) {
    found.push(at.getTime() / 60_000);
    at = nextRetryAt(plan, found.length, { nowMs: 0, retryAfterMs });
  }
  return found;
}

describe('the retries of an incomplete execution', () => {
  it('follow the back-off table where the error passes by itself, and then wait for a person', () => {
    for (const errorClass of ['ConnectionError', 'RateLimitError', 'ModuleTimeoutError'] as const) {
      expect(delays(retryPlanOf(bundle(errorClass), false))).toEqual([1, 10, 10, 30, 30, 30, 180, 180]);
    }
  });

  it('come not sooner than the service asked', () => {
    expect(delays(retryPlanOf(bundle('RateLimitError'), false), 20 * 60_000)).toEqual([
      20, 20, 20, 30, 30, 30, 180, 180,
    ]);
  });

  it('follow the Break directive where there is one, whatever the error', () => {
    expect(delays(retryPlanOf(bundle('DataError', { count: 3, intervalMs: 15 * 60_000 }), true))).toEqual([15, 15, 15]);
  });

  it.each(['DataError', 'DuplicateDataError', 'InvalidAccessTokenError'] as const)(
    'do not come by themselves after %s',
    (errorClass) => {
      expect(delays(retryPlanOf(bundle(errorClass), false))).toEqual([]);
    },
  );

  it('do not come by themselves after a Break without retry', () => {
    expect(delays(retryPlanOf(bundle('ConnectionError'), true))).toEqual([]);
  });
});

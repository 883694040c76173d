import type { ErrorClass } from '@ebbflow/connector-sdk';
import type { IncompleteBundle, Verdict } from '@ebbflow/engine';
import { settleRetry } from './settle-retry.policy.ts';

const backoff = { attempts: 0, retry_kind: 'backoff', retry_count: null, retry_interval_ms: null } as const;
const breaking = { attempts: 1, retry_kind: 'break', retry_count: 3, retry_interval_ms: '60000' } as const;
const row = (over: Partial<Parameters<typeof settleRetry>[0]> = {}): Parameters<typeof settleRetry>[0] => ({
  ...backoff,
  next_retry_at: null,
  ...over,
});
const again = (errorClass: ErrorClass): IncompleteBundle => ({
  moduleId: 3,
  module: 'http:ActionSendData',
  error: { class: errorClass, message: 'It failed.' },
  state: { moduleId: 3, path: [], variables: { roundtrip: {}, execution: {} } },
});
const verdict = (over: Partial<Verdict>): Pick<Verdict, 'status' | 'incomplete' | 'error'> => ({
  status: 'success',
  incomplete: [],
  ...over,
});
const minutes = (at: Date | undefined): number | undefined => (at === undefined ? undefined : at.getTime() / 60_000);

describe('settleRetry', () => {
  it('resolves what came through, also with a warning that put nothing aside', () => {
    for (const status of ['success', 'warning'] as const) {
      expect(settleRetry(row(), verdict({ status }), undefined, 0)).toMatchObject({
        state: 'resolved',
        isExhausted: false,
      });
    }
  });

  it('goes on along the table where it failed again, and counts the failures also at another module', () => {
    const settled = settleRetry(
      row({ attempts: 2 }),
      verdict({ status: 'warning', incomplete: [again('ConnectionError')] }),
      undefined,
      0,
    );
    expect(settled).toMatchObject({ state: 'pending', attempts: 3, plan: { kind: 'backoff' } });
    expect(minutes(settled.nextRetryAt)).toBe(30);
  });

  it('waits for a person where it now fails for a reason that does not pass', () => {
    expect(
      settleRetry(row(), verdict({ status: 'warning', incomplete: [again('DataError')] }), undefined, 0),
    ).toMatchObject({ plan: { kind: 'manual' }, nextRetryAt: undefined, isExhausted: true });
    const error = { class: 'RuntimeError', message: 'It failed.' } as const;
    expect(settleRetry(row(), verdict({ status: 'error', error }), undefined, 0)).toMatchObject({
      nextRetryAt: undefined,
      isExhausted: true,
    });
  });

  it('keeps to Break whatever the error, until its count is used up', () => {
    const error = { class: 'RuntimeError', message: 'It failed.' } as const;
    expect(minutes(settleRetry(row(breaking), verdict({ status: 'error', error }), undefined, 0).nextRetryAt)).toBe(1);
    expect(
      settleRetry(row({ ...breaking, attempts: 2 }), verdict({ status: 'error', error }), undefined, 0),
    ).toMatchObject({
      attempts: 3,
      isExhausted: true,
    });
  });

  it('tells nobody that what was retried by hand anyway is not retried by itself', () => {
    const byHand = row({ retry_kind: 'manual' });
    expect(
      settleRetry(byHand, verdict({ status: 'warning', incomplete: [again('DataError')] }), undefined, 0).isExhausted,
    ).toBe(false);
  });
});

import { nextRunRetry } from './run-retry.policy.ts';

const runId = `run_${'a'.repeat(32)}`;

describe('nextRunRetry', () => {
  it('waits 1, 2, 5, 10 minutes, 1, 3, 12, 24 hours, and gives up after the eighth', () => {
    const minutes: number[] = [];
    let key: string | null = null;
    for (let retry = nextRunRetry(runId, key); retry; retry = nextRunRetry(`run_${'b'.repeat(32)}`, key)) {
      minutes.push(retry.delayMs / 60_000);
      key = retry.requestKey;
      expect(retry.firstRunId).toBe(runId);
    }
    expect(minutes).toEqual([1, 2, 5, 10, 60, 180, 720, 1_440]);
    expect(key).toBe(`retry:${runId}:8`);
  });

  it('takes the key of another kind of request for none', () => {
    expect(nextRunRetry(runId, 'sch:scn:2026')?.requestKey).toBe(`retry:${runId}:1`);
  });
});

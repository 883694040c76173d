import type { VerificationReport } from '@ebbflow/contracts';
import { describeVerification } from './describe-verification.ts';

const report: VerificationReport = {
  measuredAt: '2026-03-10T12:00:00.000Z',
  notice: 'abc',
  claims: [
    {
      id: 'C05',
      sentence: 'Kept for a while.',
      state: 'holds',
      measured: 'wholly',
      missing: null,
      evidence: ['days'],
      tests: [],
    },
    {
      id: 'C07',
      sentence: 'Kept shorter.',
      state: 'fails',
      measured: 'wholly',
      missing: null,
      evidence: ['days', 'more'],
      tests: ['one'],
    },
    {
      id: 'C08',
      sentence: 'Kept in part.',
      state: 'partly',
      measured: 'partly',
      missing: null,
      evidence: ['days', 'topics'],
      tests: [],
    },
    {
      id: 'C14',
      sentence: 'Over HTTPS.',
      state: 'unmeasured',
      measured: 'not',
      missing: null,
      evidence: [],
      tests: ['one'],
    },
  ],
  evidence: [
    { id: 'days', claims: ['C05'], wholly: ['C05'], holds: true, notMeasured: null, failure: null, facts: [] },
    {
      id: 'more',
      claims: ['C07'],
      wholly: ['C07'],
      holds: false,
      notMeasured: null,
      failure: null,
      facts: [
        {
          what: 'log-store, notification: oldest day',
          measured: '2026-01-01',
          allowed: '2026-03-03 or later',
          holds: false,
        },
      ],
    },
    {
      ...{ id: 'topics', claims: ['C08'], wholly: [], holds: true, failure: null, facts: [] },
      notMeasured: 'events stay in the process',
    },
    {
      id: 'other',
      claims: [],
      wholly: [],
      holds: false,
      notMeasured: null,
      failure: 'HOST.PEER_UNAVAILABLE',
      facts: [],
    },
  ],
};

describe('a verification for people', () => {
  it('has a line a claim, what did not hold in detail, what there was nothing to look at for, and the count', () => {
    const text = describeVerification(report).join('\n');
    expect(text).toContain('C05    ✓ holds         days                       Kept for a while.');
    expect(text).toContain('C07    ✗ fails         days and 1 more            Kept shorter.');
    expect(text).toContain('C08    ◐ partly        days                       Kept in part.');
    expect(text).toContain('topics was not measured: events stay in the process');
    expect(text).toContain('C14    · not measured  before a release: 1 check  Over HTTPS.');
    expect(text).toContain('log-store, notification: oldest day: 2026-01-01, allowed is 2026-03-03 or later');
    expect(text).toContain('other could not be measured: HOST.PEER_UNAVAILABLE');
    expect(text).toContain('1 hold, 1 hold as far as they are enforced or measured, 1 fail, 1 not measured here');
  });
});

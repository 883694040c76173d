import { Duration } from '@ebbflow/kernel';
import { addDays, isPast, retentionPolicy, utcDay } from '@ebbflow/policy';
import { planPartitions } from './plan-partitions.policy.ts';

describe('planPartitions', () => {
  it('makes today and the two days to come, across a month and in UTC', () => {
    const atMs = Date.parse('2026-02-27T23:30:00-02:00');
    expect(planPartitions({ ttl: Duration.ofDays(5) }, atMs).create).toEqual([
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });

  it.each(retentionPolicy().categories.map(({ id, ttl }) => [id, ttl] as const))(
    'drops a day of %s when its last row is past its lifetime, neither earlier nor more than an hour later, all year round',
    (_id, ttl) => {
      const hourMs = 3_600_000;
      for (
        let nowMs = Date.parse('2027-12-30T00:07:00Z');
        nowMs < Date.parse('2029-01-02T00:00:00Z');
        nowMs += hourMs
      ) {
        const { dropBefore } = planPartitions({ ttl }, nowMs);
        const lastRowOfDropped = Date.parse(dropBefore) - 1;
        expect(isPast(lastRowOfDropped, ttl, nowMs)).toBe(true);
        const lastRowOfKept = Date.parse(addDays(dropBefore, 1)) - 1;
        expect(isPast(lastRowOfKept, ttl, nowMs)).toBe(false);
      }
    },
  );

  it('never plans to drop a day it makes', () => {
    const nowMs = Date.parse('2026-05-05T05:05:05Z');
    const { create, dropBefore } = planPartitions({ ttl: Duration.ofSeconds(1) }, nowMs);
    expect(create.every((day) => day >= dropBefore)).toBe(true);
    expect(dropBefore).toBe(utcDay(nowMs));
  });
});

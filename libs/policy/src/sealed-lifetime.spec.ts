import { retentionPolicy } from './retention-policy.ts';
import { isSealedCategory, policyLifetimes, SEALED_CATEGORY_IDS, sealedLifetimeDays } from './sealed-lifetime.ts';

const DAY_MS = 86_400_000;

describe('the lifetime of what is sealed under keys of periods', () => {
  it('is the one of its category or record, in whole days', () => {
    expect(Object.fromEntries(SEALED_CATEGORY_IDS.map((id) => [id, sealedLifetimeDays(id)]))).toEqual({
      'gateway-logs': 30,
      'incomplete-runs': 30,
      'execution-details': 60,
      'runs-in-flight': 30,
      'run-outputs': 1,
      'run-callbacks': 1,
    });
    expect(policyLifetimes.daysOf({ category: 'execution-details' })).toBe(60);
  });

  it('is known of nothing else', () => {
    for (const category of ['notifications', 'invoices', '', 'toString']) {
      expect(isSealedCategory(category)).toBe(false);
      expect(() => policyLifetimes.daysOf({ category })).toThrow(
        expect.objectContaining({ code: 'POLICY.UNKNOWN_CATEGORY' }),
      );
    }
  });

  it('is longer than that of events and of those nobody could handle, which carry it, with a segment of a topic on top', () => {
    const carried = ['gateway-logs', 'execution-details'] as const;
    const shortest = Math.min(...carried.map((id) => sealedLifetimeDays(id)));
    for (const term of ['events', 'dead-letters'] as const) {
      expect(retentionPolicy().termLength(term).milliseconds + DAY_MS / 4).toBeLessThan(shortest * DAY_MS);
    }
  });
});

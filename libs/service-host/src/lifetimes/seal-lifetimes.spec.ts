import { ManualClock } from '@ebbflow/kernel';
import type { Lifetimes } from './lifetimes.ts';
import { SealLifetimesOfTenants } from './seal-lifetimes.ts';

const tenantId = 'org_1';

function aHouse() {
  const clock = new ManualClock();
  const asked: string[] = [];
  const tenant = { days: 7, isAway: false };
  const lifetimes = {
    daysOf: async (id: string, scenarioId: string | null, category: string) => {
      asked.push(`${id}/${String(scenarioId)}/${category}`);
      if (tenant.isAway) throw new Error('the database is away');
      return tenant.days;
    },
  } as unknown as Lifetimes;
  const longest = { daysOf: ({ category }: { category: string }) => (category === 'run-outputs' ? 1 : 30) };
  return { clock, asked, tenant, seals: new SealLifetimesOfTenants(lifetimes, longest, clock) };
}

describe('the lifetime something is sealed for', () => {
  it('is what its tenant shortened it to, and never longer than the notice says', async () => {
    const { seals, tenant } = aHouse();
    expect(await seals.daysOf({ tenantId, category: 'gateway-logs' })).toBe(7);
    tenant.days = 90;
    expect(await seals.daysOf({ tenantId, scenarioId: 'scn_1', category: 'gateway-logs' })).toBe(30);
  });

  it('of a run under way is that of the details it is read as later; of what nobody may shorten the notice’s', async () => {
    const { seals, asked } = aHouse();
    expect(await seals.daysOf({ tenantId, scenarioId: 'scn_1', category: 'runs-in-flight' })).toBe(7);
    expect(seals.daysOf({ tenantId, category: 'run-outputs' })).toBe(1);
    expect(asked).toEqual(['org_1/scn_1/execution-details']);
  });

  it('is asked for once in half a minute for each scenario, and nobody waits for the renewal', async () => {
    const { seals, asked, clock, tenant } = aHouse();
    const sealing = { tenantId, scenarioId: 'scn_1', category: 'gateway-logs' };
    await seals.daysOf(sealing);
    tenant.days = 3;
    clock.advance(29_000);
    expect(seals.daysOf(sealing)).toBe(7);
    expect(asked).toHaveLength(1);
    clock.advance(2_000);
    expect(seals.daysOf(sealing)).toBe(7);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(seals.daysOf(sealing)).toBe(3);
    tenant.isAway = true;
    clock.advance(31_000);
    expect(seals.daysOf(sealing)).toBe(3);
    clock.advance(30_000);
    await expect(seals.daysOf(sealing)).rejects.toThrow('away');
  });
});

import { retentionPolicySchema } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { assertEveryRouteHasPolicy, type RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import type { PgBoss } from 'pg-boss';
import { retentionService } from '../../src/index.ts';
import { PG_BOSS } from '../../src/jobs/pg-boss.ts';
import { SweepService } from '../../src/sweeps/sweep.service.ts';
import { HolderFake } from './holder.fake.ts';

const clock = new ManualClock(new Date('2026-03-10T12:00:00.000Z'));
const house = testHouse([retentionService], clock);
const gateway = new HolderFake();
const logStore = new HolderFake();
const executor = new HolderFake();
const identity = new HolderFake();
let retention: RunningService;

beforeAll(async () => {
  retention = await house.start(retentionService, {
    EBB_URL_GATEWAY: await gateway.start(),
    EBB_URL_LOG_STORE: await logStore.start(),
    EBB_URL_EXECUTOR: await executor.start(),
    EBB_URL_IDENTITY: await identity.start(),
  });
});
afterAll(() => Promise.all([gateway.stop(), logStore.stop(), executor.stop(), identity.stop()]));

const sweeps = () => retention.app.get(SweepService, { strict: false });
async function policy() {
  const { body } = await house.askAs(retention, newOrganisationId(), '/v1/policy', ['policy:read']);
  return retentionPolicySchema.parse(body);
}

describe('the sweep', () => {
  it('runs once at boot and asks each holder for the days of its own categories', async () => {
    await waitFor(() => gateway.asked.length === 1 && logStore.asked.length === 3 && identity.asked.length === 3);
    const create = ['2026-03-10', '2026-03-11', '2026-03-12'];
    expect(gateway.asked).toEqual([
      { path: '/internal/v1/categories/gateway-logs/partitions', create, dropBefore: '2026-02-08' },
    ]);
    expect(executor.asked).toEqual([
      { path: '/internal/v1/categories/incomplete-runs/partitions', create, dropBefore: '2026-02-08' },
    ]);
    expect(logStore.asked).toEqual([
      { path: '/internal/v1/categories/notifications/partitions', create, dropBefore: '2026-03-03' },
      { path: '/internal/v1/categories/activity/partitions', create, dropBefore: '2026-02-08' },
      { path: '/internal/v1/categories/execution-details/partitions', create, dropBefore: '2026-01-09' },
    ]);
    expect(identity.asked).toEqual([
      { path: '/internal/v1/categories/usage-information/partitions', create, dropBefore: '2026-01-09' },
      { path: '/internal/v1/categories/audit-details/partitions', create, dropBefore: '2025-09-11' },
      { path: '/internal/v1/categories/access-log/partitions', create, dropBefore: '2025-09-11' },
    ]);
  });

  it('is scheduled for every hour, in UTC', async () => {
    const schedules = await waitFor(async () => {
      const found = await retention.app.get<PgBoss>(PG_BOSS, { strict: false }).getSchedules();
      return found.length > 0 ? found : undefined;
    });
    expect(schedules).toContainEqual(
      expect.objectContaining({ name: 'sweep', cron: '7 * * * *', timezone: 'UTC' }) as unknown,
    );
  });

  it('writes down each day that went, once', async () => {
    logStore.due.set('activity', ['2026-02-06', '2026-02-07']);
    await sweeps().sweep();
    logStore.due.set('activity', ['2026-02-07']);
    await sweeps().sweep();
    const activity = (await policy()).categories.find(({ id }) => id === 'activity');
    expect(activity?.sweeps).toEqual([
      { partition: '2026-02-07', sweptAt: clock.now().toISOString() },
      { partition: '2026-02-06', sweptAt: clock.now().toISOString() },
    ]);
  });

  it('goes on with the other categories when one holder is away, and fails so that it comes again', async () => {
    gateway.isAway = true;
    const before = logStore.asked.length;
    await expect(sweeps().sweep()).rejects.toMatchObject({ family: 'transient' });
    expect(logStore.asked.length).toBe(before + 3);
    gateway.isAway = false;
    await sweeps().sweep();
  });
});

describe('the policy', () => {
  it('is told with all categories, their lifetimes, purposes and roles', async () => {
    const { categories } = await policy();
    expect(categories.map(({ id, claim, ttl, role }) => [id, claim, ttl, role])).toEqual([
      ['gateway-logs', 'C05', 'P30D', 'processor'],
      ['incomplete-runs', 'C06', 'P30D', 'processor'],
      ['notifications', 'C07', 'P7D', 'controller'],
      ['activity', 'C08', 'P30D', 'processor'],
      ['execution-details', 'C09', 'P60D', 'processor'],
      ['usage-information', 'C11', 'P60D', 'controller'],
      ['audit-details', 'C01', 'P180D', 'controller'],
      ['access-log', 'C11', 'P180D', 'controller'],
    ]);
    for (const { purpose, legalBasis } of categories)
      expect([purpose, legalBasis].every((text) => text.length > 10)).toBe(true);
  });

  it('has a policy on its route, and on every other', async () => {
    assertEveryRouteHasPolicy(retention.app);
    expect((await house.askAs(retention, newOrganisationId(), '/v1/policy', ['runs:read'])).status).toBe(403);
    expect((await house.ask(retention, 'GET', '/v1/policy')).status).toBe(401);
  });
});

describe('the job queue', () => {
  it('may not change the schema it works in', async () => {
    await expect(
      house.database.asAdmin('create table retention.smuggled (a int)', [], 'ebb_retention_worker'),
    ).rejects.toThrow(/permission denied/);
    await expect(house.database.asAdmin('drop table retention.job', [], 'ebb_retention_worker')).rejects.toThrow(
      /must be owner/,
    );
    await expect(
      house.database.asAdmin('select * from retention.migration', [], 'ebb_retention_worker'),
    ).rejects.toThrow(/permission denied/);
  });
});

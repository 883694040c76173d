import { PLANS, type Usage } from '@ebbflow/contracts';
import { newUuid } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const LIMIT = PLANS.free.operations ?? 0;

describe('usage', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start({
      EBB_EXECUTOR_PLAN: 'free',
      EBB_EGRESS_ADDRESSES: '203.0.113.7,2001:db8::/48',
    });
  });

  const kinds = (): string[] => house.notifications.map(({ kind }) => kind).filter((kind) => kind.startsWith('QUOTA_'));
  const usage = async (): Promise<Usage> => (await house.ask(executor, 'GET', '/v1/usage')).body as Usage;
  const setUsed = (operations: number): Promise<unknown> =>
    house.database.asAdmin(
      `insert into executor.usage_month (tenant_id, period, operations) values ($1, date_trunc('month', now() at time zone 'UTC'), $2)
       on conflict (tenant_id, period) do update set operations = excluded.operations`,
      [house.tenantId, operations],
    );
  const scenario = async (): Promise<string> =>
    (await house.import(executor, aBlueprint().withCall(`${house.sink.url}/${newUuid()}`).build())).scenarioId;
  const run = (scenarioId: string): Promise<unknown> => house.publish(house.delivery(scenarioId, { order: 'U' }));
  const stateOf = async (scenarioId: string): Promise<string | undefined> =>
    (
      await house.database.asAdmin<{ state: string }>('select state from executor.run where scenario_id = $1', [
        scenarioId,
      ])
    )[0]?.state;
  const setPlan = async (plan: string | null, organisationId: string = house.tenantId): Promise<number> =>
    (
      await house.askFrom(executor, 'identity', {
        method: 'PUT',
        path: `/internal/v1/organisations/${organisationId}/plan`,
        body: { plan },
      })
    ).status;

  it('adds up what runs used, and warns once at each level; at the last one new runs wait until the plan allows more', async () => {
    const first = await scenario();
    await run(first);
    await house.waitForFinished(first);
    expect(await usage()).toMatchObject({ plan: 'free', operations: { used: 2, limit: LIMIT }, heldUntil: null });
    expect(kinds()).toEqual([]);

    await setUsed(LIMIT * 0.75 - 2);
    const second = await scenario();
    await run(second);
    await run(second);
    await waitFor(() => house.finishedOf(second).length === 2);
    await waitFor(() => kinds().length > 0);
    expect(kinds()).toEqual(['QUOTA_75']);

    // From there in one leap to the end: both further levels are told.
    await setUsed(LIMIT - 2);
    const third = await scenario();
    await run(third);
    await house.waitForFinished(third);
    await waitFor(() => kinds().length === 3);
    expect(kinds()).toEqual(['QUOTA_75', 'QUOTA_90', 'QUOTA_100']);
    const { heldUntil, periodEnd } = await usage();
    expect(heldUntil).toBe(periodEnd);

    const held = await scenario();
    await run(held);
    await waitFor(async () => (await stateOf(held)) === 'queued', { what: 'the delivery to be taken' });
    const byHand = await house.ask(executor, 'POST', `/v1/scenarios/${held}/runs`, {});
    expect(byHand.status).toBe(202);
    const rows = await house.database.asAdmin<{ due_at: Date }>(
      'select due_at from executor.run where scenario_id = $1',
      [held],
    );
    expect(rows.map(({ due_at }) => due_at.toISOString())).toEqual([periodEnd, periodEnd]);
    expect(kinds()).toHaveLength(3);

    expect(await setPlan('core')).toBe(204);
    await waitFor(() => house.finishedOf(held).length === 2);
    expect(await usage()).toMatchObject({
      plan: 'core',
      heldUntil: null,
      operations: { limit: PLANS.core.operations },
    });
    expect(kinds()).toHaveLength(3);
  });

  it('lets a run that has begun finish, and holds those that were queued before', async () => {
    await setPlan('free');
    await setUsed(LIMIT - 1);
    await house.database.asAdmin('update executor.usage_month set warned_percent = 0 where tenant_id = $1', [
      house.tenantId,
    ]);
    await house.database.asAdmin('update executor.tenant_plan set held_until = null where tenant_id = $1', [
      house.tenantId,
    ]);
    const blueprint = aBlueprint().withCall(`${house.sink.url}/slow`).withCall(`${house.sink.url}/last`).build();
    const { scenarioId } = await house.import(executor, blueprint);
    house.sink.hold('/slow');
    await run(scenarioId);
    await waitFor(() => house.sink.callsOf('/slow').length === 1);
    const other = await scenario();
    await run(other);
    await house.waitForFinished(other);
    expect((await usage()).heldUntil).not.toBeNull();
    house.sink.release('/slow');
    expect(await house.waitForFinished(scenarioId)).toMatchObject({ status: 'success' });
    expect(house.sink.callsOf('/last')).toHaveLength(1);
  });

  it('does not hold an organisation for what another one used', async () => {
    const stranger = newOrganisationId();
    const { body } = await house.askAs(stranger, executor, { method: 'GET', path: '/v1/usage' });
    expect(body).toMatchObject({ operations: { used: 0 }, heldUntil: null });
  });

  it('takes a plan from identity only, and knows only those there are', async () => {
    const path = `/internal/v1/organisations/${house.tenantId}/plan`;
    expect((await house.ask(executor, 'PUT', path, { plan: 'unlimited' })).status).toBe(403);
    expect(await setPlan('gold')).toBe(400);
    expect(await setPlan('pro', 'org_1')).toBe(404);
    expect(await setPlan(null)).toBe(204);
  });

  it('goes out from addresses that every organisation is shown, and nobody who is not signed in', async () => {
    const { status, body } = await house.ask(executor, 'GET', '/v1/egress');
    expect([status, body]).toEqual([200, { addresses: ['203.0.113.7', '2001:db8::/48'] }]);
    expect((await fetch(`${executor.url}/v1/egress`)).status).toBe(401);
  });
});

import {
  connectionAuthorisationNeeded,
  connectionRemoved,
  runsErased,
  type Scenario,
  hookReceived,
} from '@ebbflow/contracts';
import { newId, systemClock } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

describe('a connection that is removed', () => {
  const house = executorHouse();
  let executor: RunningService;
  beforeAll(async () => {
    executor = await house.start();
  });

  const get = async (scenarioId: string): Promise<Scenario> =>
    (await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}`)).body as Scenario;
  const anActiveOneWith = async (auth: string, url = 'https://example.org'): Promise<string> => {
    house.vault.connections.add(auth);
    const blueprint = aBlueprint().with('http:ActionSendDataAPIKeyAuth', 3, { url }, { auth }).build();
    const { scenarioId } = await house.import(executor, blueprint);
    const { status } = await house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active: true });
    expect(status).toBe(200);
    return scenarioId;
  };
  const removed = (tenantId: string, connectionId: string) =>
    createEvent(connectionRemoved, { tenantId, connectionId }, { tenantId, subject: connectionId, clock: systemClock });

  it('switches off the scenarios that work with it, says why, and touches no other', async () => {
    const [gone, other] = [newId('con'), newId('con')];
    const first = await anActiveOneWith(gone);
    const mentions = await anActiveOneWith(other, `https://example.org/${gone}`);
    house.vault.connections.delete(gone);
    // Somebody else's event with this id, and the same one twice.
    await house.publish(removed(newId('org'), gone));
    await house.publish(removed(house.tenantId, gone), removed(house.tenantId, gone));
    await waitFor(async () => !(await get(first)).isActive);
    expect(await get(first)).toMatchObject({ deactivatedReason: 'CONNECTION_REMOVED' });
    expect(await get(mentions)).toMatchObject({ isActive: true, deactivatedReason: null });
    await waitFor(() => Promise.resolve(house.notificationsOf(first).length > 0));
    expect(house.notificationsOf(first)).toHaveLength(1);
    const check = await house.ask(executor, 'GET', `/v1/scenarios/${first}/activation-check`);
    expect(check.body).toMatchObject({
      canBeActive: false,
      findings: [{ code: 'EXECUTOR.CONNECTION_MISSING', pointer: '/flow/1/parameters/auth' }],
    });
  });

  it('of another team is none to a scenario: that cannot be switched on with it', async () => {
    const [ours, shared, theirs] = [newId<string>('con'), newId<string>('con'), newId<string>('con')];
    for (const id of [ours, shared, theirs]) house.vault.connections.add(id);
    const team = newId<string>('tea');
    house.vault.teamOfConnection.set(ours, team).set(theirs, newId('tea'));
    const canBeActive = async (auth: string, teamId: string | null): Promise<unknown> => {
      const url = 'https://example.org';
      const blueprint = aBlueprint().with('http:ActionSendDataAPIKeyAuth', 3, { url }, { auth }).build();
      const made = await house.ask(executor, 'POST', '/v1/scenarios', { blueprint, teamId });
      const { scenarioId } = made.body as { scenarioId: string };
      const check = await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/activation-check`);
      return (check.body as { canBeActive: unknown }).canBeActive;
    };
    expect([await canBeActive(ours, team), await canBeActive(shared, team)]).toEqual([true, true]);
    expect(await canBeActive(theirs, team)).toBe(false);
    expect(await canBeActive(theirs, null)).toBe(true);
  });

  it('takes with it what went through runs of versions that worked with it, and tells the log store which', async () => {
    const connection = newId('con');
    const scenarioId = await anActiveOneWith(connection);
    const delivery = house.delivery(scenarioId, { order: 'canary-removed' });
    await house.publish(delivery);
    await house.publish(removed(house.tenantId, connection));
    const event = await waitFor(async () => {
      const rows = await house.database.asAdmin<{ data: Buffer }>(
        `select data from executor.outbox where key = $1 and attributes::jsonb ->> 'type' = $2`,
        [scenarioId, runsErased.type],
      );
      return rows[0] && runsErased.schema.parse(JSON.parse(rows[0].data.toString()));
    });
    expect(event).toMatchObject({ tenantId: house.tenantId, scenarioId, scenarioVersions: [1] });
    const left = await house.database.asAdmin(
      `select 1 from executor.run_journal where run_id = any($1) union all
       select 1 from executor.incomplete_execution where run_id = any($1) and content_sealed is not null union all
       select 1 from executor.run where id = any($1) and (state <> 'finished' or input_sealed is not null)`,
      [event.runIds],
    );
    // Beside it there may be the one that takes it up once more by itself.
    const { deliveryId } = hookReceived.schema.parse(JSON.parse(delivery.data.toString()));
    expect(event.runIds).toContain(`run_${deliveryId.slice('dlv_'.length)}`);
    expect(left).toEqual([]);
  });

  it('that needs a person is told to the owners of active scenarios that work with it, once, and switches nothing off', async () => {
    const connection = newId('con');
    const [active, other, off] = [
      await anActiveOneWith(connection),
      await anActiveOneWith(newId('con')),
      await anActiveOneWith(connection),
    ];
    await house.ask(executor, 'PUT', `/v1/scenarios/${off}/activation`, { active: false });
    const needed = createEvent(
      connectionAuthorisationNeeded,
      { tenantId: house.tenantId, connectionId: connection },
      { tenantId: house.tenantId, subject: connection, clock: systemClock },
    );
    await house.publish(needed, needed);
    await waitFor(() => Promise.resolve(house.notificationsOf(active).length > 0));
    expect(house.notificationsOf(active)).toEqual([
      expect.objectContaining({
        kind: 'CONNECTION_AUTHORISATION_NEEDED',
        severity: 'error',
        facts: { connectionId: connection, count: 1 },
      }),
    ]);
    expect(await get(active)).toMatchObject({ isActive: true });
    expect([house.notificationsOf(other), house.notificationsOf(off)]).toEqual([[], []]);
  });
});

import { hookReceived, locationErased, runsErased } from '@ebbflow/contracts';
import { newId, systemClock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const CANARY = 'canary-50.0755';

describe('when a device has turned location off', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start();
  });

  const deliveryIdOf = (event: OutboxEvent): string =>
    hookReceived.schema.parse(JSON.parse(event.data.toString())).deliveryId;
  const erasure = (scenarioId: string, deliveryIds: string[], tenantId: string = house.tenantId): OutboxEvent =>
    createEvent(
      locationErased,
      { tenantId, scenarioId, deviceId: newId('dev'), deliveryIds, runIds: [] },
      { tenantId, clock: systemClock },
    );
  const erasedOf = (scenarioId: string) =>
    waitFor(
      async () => {
        const rows = await house.database.asAdmin<{ data: Buffer }>(
          `select data from executor.outbox where key = $1 and attributes::jsonb ->> 'type' = $2`,
          [scenarioId, runsErased.type],
        );
        return rows[0] && runsErased.schema.parse(JSON.parse(rows[0].data.toString()));
      },
      { what: 'the erasure to be passed on' },
    );
  const runRow = async (runId: string) =>
    (await house.database.asAdmin<Record<string, unknown>>('select * from executor.run where id = $1', [runId]))[0];

  it('a run that is under way with one ends without details, and its worker can write nothing more', async () => {
    house.sink.hold('/slow');
    const url = `${house.sink.url}/slow`;
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().withCall(url).withCall(`${house.sink.url}/never`).build(),
    );
    const delivery = house.delivery(scenarioId, { order: CANARY });
    await house.publish(delivery);
    await waitFor(() => house.sink.callsOf('/slow').length === 1);
    const runId = `run_${deliveryIdOf(delivery).slice(4)}`;
    await house.publish(erasure(scenarioId, [deliveryIdOf(delivery)]));
    expect(await erasedOf(scenarioId)).toMatchObject({ runIds: [runId], deliveryIds: [deliveryIdOf(delivery)] });
    house.sink.release('/slow');
    const event = await house.waitForFinished(scenarioId);
    expect(event).toMatchObject({ runId, status: 'error', errorClass: 'ExecutionInterruptedError' });
    expect(event.details).toBeUndefined();
    expect(await runRow(runId)).toMatchObject({ state: 'finished', input_sealed: null, input_blob: null });
    expect(await house.database.asAdmin('select 1 from executor.run_journal where run_id = $1', [runId])).toEqual([]);
  });

  it('a run that waits behind one which is ended takes its place', async () => {
    house.sink.hold('/first');
    const blueprint = aBlueprint().settings({ sequential: true }).withCall(`${house.sink.url}/{{1.order}}`).build();
    const { scenarioId } = await house.import(executor, blueprint);
    const first = house.delivery(scenarioId, { order: 'first' });
    await house.publish(first);
    await waitFor(() => house.sink.callsOf('/first').length === 1);
    await house.publish(house.delivery(scenarioId, { order: 'second' }));
    await waitFor(
      async () =>
        (
          await house.database.asAdmin(
            `select 1 from executor.run where scenario_id = $1 and not lane_held and due_at = 'infinity'`,
            [scenarioId],
          )
        ).length === 1,
      { what: 'the second to wait at the door of its lane' },
    );
    await house.publish(erasure(scenarioId, [deliveryIdOf(first)]));
    await waitFor(() => house.sink.callsOf('/second').length === 1, { what: 'the second run' });
    house.sink.release('/first');
  });

  it('a run that is over stays as it ended, and the log store is told of it and of what repeats it', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/done`).build());
    const delivery = house.delivery(scenarioId, { order: CANARY });
    await house.publish(delivery);
    const { runId } = await house.waitForFinished(scenarioId);
    const replay = newId('run');
    await house.database.asAdmin(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, due_at, input_run_id)
       values ($1, $2, $3, 1, 'replay', 'waiting', now() + interval '1 day', $4)`,
      [house.tenantId, replay, scenarioId, runId],
    );
    await house.publish(erasure(scenarioId, [deliveryIdOf(delivery)]));
    expect(new Set((await erasedOf(scenarioId)).runIds)).toEqual(new Set([runId, replay]));
    expect(await runRow(runId)).toMatchObject({ status: 'success' });
    expect(await runRow(replay)).toMatchObject({ state: 'finished', status: 'error' });
  });

  it('runs of other scenarios that came of it are told of under the key of theirs', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/done`).build());
    const called = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/done`).build());
    const delivery = house.delivery(scenarioId, { order: CANARY });
    await house.publish(delivery);
    const { runId } = await house.waitForFinished(scenarioId);
    const [child, grandchild] = [newId('run'), newId('run')];
    await house.database.asAdmin(
      `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, due_at, caller_run_id)
       values ($1, $2, $4, 1, 'scenario', 'waiting', now() + interval '1 day', $5),
              ($1, $3, $6, 1, 'scenario', 'waiting', now() + interval '1 day', $2)`,
      [house.tenantId, child, grandchild, called.scenarioId, runId, scenarioId],
    );
    await house.publish(erasure(scenarioId, [deliveryIdOf(delivery)]));
    expect(await erasedOf(called.scenarioId)).toMatchObject({
      scenarioId: called.scenarioId,
      runIds: [child],
      deliveryIds: [],
    });
    expect(new Set((await erasedOf(scenarioId)).runIds)).toEqual(new Set([runId, grandchild]));
    for (const id of [child, grandchild]) expect(await runRow(id)).toMatchObject({ state: 'finished' });
  });

  it('runs of other deliveries, and of other organisations, go on', async () => {
    house.sink.hold('/other');
    const { scenarioId } = await house.import(executor, aBlueprint().withCall(`${house.sink.url}/other`).build());
    const delivery = house.delivery(scenarioId, { order: 1 });
    await house.publish(delivery);
    await waitFor(() => house.sink.callsOf('/other').length === 1);
    await house.publish(
      erasure(scenarioId, [newId('dlv')]),
      erasure(scenarioId, [deliveryIdOf(delivery)], newOrganisationId()),
    );
    await erasedOf(scenarioId);
    house.sink.release('/other');
    expect(await house.waitForFinished(scenarioId)).toMatchObject({ status: 'success' });
  });
});

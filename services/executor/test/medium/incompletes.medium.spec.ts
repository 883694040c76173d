import type { ImportedScenario, IncompleteDetails, IncompleteExecution, IncompleteList } from '@ebbflow/contracts';
import { newId, type JsonObject } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, waitFor } from '@ebbflow/testing';
import { aBlueprint, type BlueprintBuilder } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const PATH = '/v1/incomplete-executions';
const CANARY = 'canary-7f31';

/** Fails with a DataError where the order is no JSON; the module after it shows that the rest went on. */
function parsing(url: string): BlueprintBuilder {
  return aBlueprint()
    .settings({ dlq: true })
    .with('json:ParseJSON', 1, { json: '{{1.order}}' })
    .withCall(url, '{{2.n}}');
}

describe('an incomplete execution', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_RETRY_POLL: '20ms', EBB_EXECUTOR_INCOMPLETES_MAX: '2' });
  });

  const activate = async (blueprint: JsonObject): Promise<ImportedScenario> => {
    const scenario = await house.import(executor, blueprint);
    const path = `/v1/scenarios/${scenario.scenarioId}/activation`;
    expect((await house.ask(executor, 'PUT', path, { active: true })).status).toBe(200);
    return scenario;
  };
  const list = async (scenarioId: string, state = ''): Promise<readonly IncompleteExecution[]> =>
    (
      (await house.ask(executor, 'GET', `${PATH}?scenarioId=${scenarioId}${state && `&state=${state}`}`))
        .body as IncompleteList
    ).items;
  const only = async (scenarioId: string, state = ''): Promise<IncompleteExecution> =>
    waitFor(async () => (await list(scenarioId, state))[0], { what: 'an incomplete execution' });
  const details = async (id: string): Promise<IncompleteDetails> =>
    (await house.ask(executor, 'GET', `${PATH}/${id}`)).body as IncompleteDetails;
  const edit = (id: string, path: unknown, ifMatch?: string): Promise<Asked> =>
    house.askAs(house.tenantId, executor, {
      method: 'PATCH',
      path: `${PATH}/${id}`,
      body: { path },
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
  /** What waits for its next retry waits no longer. */
  const makeDue = (scenarioId: string): Promise<unknown> =>
    house.database.asAdmin(
      `update executor.incomplete_execution set next_retry_at = now() where scenario_id = $1 and next_retry_at is not null`,
      [scenarioId],
    );
  const minutesUntilRetry = ({ nextRetryAt, updatedAt }: IncompleteExecution): number =>
    Math.round((Date.parse(nextRetryAt ?? '') - Date.parse(updatedAt)) / 60_000);

  it('holds the bundles of the module that failed, sealed, and tells its owner', async () => {
    const { scenarioId } = await house.import(executor, parsing(`${house.sink.url}/held`).build());
    await house.publish(house.delivery(scenarioId, { order: `{ ${CANARY}` }));
    const event = await house.waitForFinished(scenarioId);
    expect(event.status).toBe('warning');
    const one = await only(scenarioId);
    expect(one).toMatchObject({
      runId: event.runId,
      moduleId: 2,
      errorClass: 'DataError',
      state: 'pending',
      retryKind: 'manual',
      nextRetryAt: null,
    });
    expect((await details(one.id)).content).toMatchObject({
      error: { class: 'DataError' },
      path: [{ moduleId: 1, bundle: { order: `{ ${CANARY}` } }],
    });
    expect(
      await house.database.asAdmin(`select 1 from executor.incomplete_execution t where t::text like any ($1)`, [
        [CANARY, Buffer.from(CANARY).toString('hex')].map((needle) => `%${needle}%`),
      ]),
    ).toEqual([]);
    await waitFor(() => house.notificationsOf(scenarioId).length > 0);
    expect(house.notificationsOf(scenarioId)).toMatchObject([{ kind: 'INCOMPLETE_STORED', facts: { count: 1 } }]);
  });

  it('is repaired by hand and taken up from the module that failed, once', async () => {
    const { scenarioId } = await house.import(executor, parsing(`${house.sink.url}/repaired`).build());
    await house.publish(house.delivery(scenarioId, { order: '{' }));
    const { id } = await only(scenarioId);
    const { headers } = await house.ask(executor, 'GET', `${PATH}/${id}`);
    const etag = headers.get('etag') ?? '';
    const bundles = [{ moduleId: 1, bundle: { order: '{"n":41}' } }];
    expect((await edit(id, bundles)).status).toBe(428);
    expect((await edit(id, [{ moduleId: 9, bundle: {} }], etag)).body).toMatchObject({
      errors: [{ pointer: '/path/0/moduleId' }],
    });
    expect((await edit(id, bundles, etag)).status).toBe(200);
    expect(await edit(id, bundles, etag)).toMatchObject({
      status: 412,
      body: { code: 'EXECUTOR.INCOMPLETE_CONFLICT' },
    });
    expect((await details(id)).content?.path).toEqual(bundles);
    expect((await house.ask(executor, 'POST', `${PATH}/${id}/retry`, {})).status).toBe(202);
    await waitFor(async () => (await details(id)).state === 'resolved', { what: 'the retry' });
    expect(await details(id)).toMatchObject({ content: null, bytes: 0, attempts: 0 });
    expect(house.sink.callsOf('/repaired').map(({ body }) => body)).toEqual(['41']);
    expect(house.finishedOf(scenarioId).map(({ trigger, status }) => [trigger, status])).toEqual([
      ['webhook', 'warning'],
      ['retry', 'success'],
    ]);
    expect(await house.ask(executor, 'POST', `${PATH}/${id}/retry`, {})).toMatchObject({ status: 409 });
  });

  it('is retried by the back-off table while the line is cut, and resolved when it is mended', async () => {
    house.sink.cut('/line');
    const { scenarioId } = await activate(
      aBlueprint().settings({ dlq: true }).withCall(`${house.sink.url}/line`).build(),
    );
    await house.publish(house.delivery(scenarioId, { order: 'B' }));
    const one = await only(scenarioId);
    expect(one).toMatchObject({ errorClass: 'ConnectionError', retryKind: 'backoff', attempts: 0 });
    expect(minutesUntilRetry(one)).toBe(1);
    for (const [attempts, minutes] of [
      [1, 10],
      [2, 10],
      [3, 30],
    ] as const) {
      await makeDue(scenarioId);
      const again = await waitFor(async () =>
        (await list(scenarioId)).find((found) => found.attempts === attempts && found.state === 'pending'),
      );
      expect(again.id).toBe(one.id);
      expect(minutesUntilRetry(again)).toBe(minutes);
    }
    house.sink.mend('/line');
    await makeDue(scenarioId);
    await waitFor(async () => (await details(one.id)).state === 'resolved');
    expect(house.sink.callsOf('/line').at(-1)?.body).toBe('{"order":"B"}');
  });

  it('waits for a person when all its retries have failed', async () => {
    house.sink.cut('/broken');
    const blueprint = aBlueprint()
      .settings({ dlq: true })
      .withCall(`${house.sink.url}/broken`)
      .withBreak(2, 15)
      .build();
    const { scenarioId } = await activate(blueprint);
    await house.publish(house.delivery(scenarioId, { order: 'C' }));
    const one = await only(scenarioId);
    expect(one).toMatchObject({ retryKind: 'break' });
    expect(minutesUntilRetry(one)).toBe(15);
    await makeDue(scenarioId);
    await waitFor(async () => (await details(one.id)).attempts === 1);
    await makeDue(scenarioId);
    await waitFor(async () => (await details(one.id)).attempts === 2);
    expect(await details(one.id)).toMatchObject({ state: 'pending', nextRetryAt: null });
    await waitFor(() => house.notificationsOf(scenarioId).some(({ kind }) => kind === 'INCOMPLETE_EXHAUSTED'));
    house.sink.mend('/broken');
    await house.ask(executor, 'POST', `${PATH}/${one.id}/retry`, { version: 'original' });
    await waitFor(async () => (await details(one.id)).state === 'resolved');
  });

  it('is not retried by itself while its scenario is switched off', async () => {
    house.sink.cut('/off');
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().settings({ dlq: true }).withCall(`${house.sink.url}/off`).build(),
    );
    await house.publish(house.delivery(scenarioId, { order: 'O' }));
    const { id } = await only(scenarioId);
    house.sink.mend('/off');
    await makeDue(scenarioId);
    // Another scenario's retry, due later, shows that the job has passed by.
    const other = await activate(
      aBlueprint().settings({ dlq: true }).with('json:ParseJSON', 1, { json: '{{1.order}}' }).build(),
    );
    await house.publish(house.delivery(other.scenarioId, { order: '{' }));
    const passed = await only(other.scenarioId);
    await house.ask(executor, 'POST', `${PATH}/${passed.id}/retry`, {});
    await waitFor(async () => (await details(passed.id)).attempts === 1);
    expect(await details(id)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('is one of three at most that are retried at once, and cannot be changed meanwhile', async () => {
    house.sink.hold('/slow');
    const { scenarioId } = await house.import(
      executor,
      parsing(`${house.sink.url}/slow`).settings({ dataloss: false }).build(),
    );
    for (let index = 0; index < 5; index += 1)
      await house.publish(house.delivery(scenarioId, { order: `{ ${String(index)}` }));
    await waitFor(async () => (await list(scenarioId)).length === 5, { what: 'all five, beyond the quota of two' });
    for (const { id } of await list(scenarioId)) {
      const etag = (await house.ask(executor, 'GET', `${PATH}/${id}`)).headers.get('etag') ?? '';
      await edit(id, [{ moduleId: 1, bundle: { order: '{"n":1}' } }], etag);
    }
    expect((await house.ask(executor, 'POST', `${PATH}/retry`, { scenarioId })).body).toEqual({ count: 5 });
    await waitFor(() => house.sink.callsOf('/slow').length === 3);
    const busy = await list(scenarioId, 'retrying');
    expect(busy).toHaveLength(3);
    const held = busy[0]?.id ?? '';
    expect((await house.ask(executor, 'DELETE', `${PATH}/${held}`)).status).toBe(409);
    const etag = (await house.ask(executor, 'GET', `${PATH}/${held}`)).headers.get('etag') ?? '';
    expect((await edit(held, [{ moduleId: 1, bundle: {} }], etag)).status).toBe(409);
    house.sink.release('/slow');
    await waitFor(async () => (await list(scenarioId, 'resolved')).length === 5);
  });

  it('is deleted alone or in bulk, and what it held is gone at once', async () => {
    const { scenarioId } = await house.import(executor, parsing(`${house.sink.url}/deleted`).build());
    for (const order of ['{', '{{']) await house.publish(house.delivery(scenarioId, { order }));
    await waitFor(async () => (await list(scenarioId)).length === 2);
    const [first] = await list(scenarioId);
    for (const which of ['delete', 'retry']) {
      for (const selection of [{}, { scenarioid: scenarioId }]) {
        expect((await house.ask(executor, 'POST', `${PATH}/${which}`, selection)).status).toBe(400);
      }
    }
    expect(await list(scenarioId)).toHaveLength(2);
    expect((await house.ask(executor, 'DELETE', `${PATH}/${first?.id ?? ''}`)).status).toBe(204);
    expect((await house.ask(executor, 'DELETE', `${PATH}/${first?.id ?? ''}`)).status).toBe(204);
    expect((await house.ask(executor, 'POST', `${PATH}/delete`, { scenarioId })).body).toEqual({ count: 1 });
    expect(await list(scenarioId)).toEqual([]);
    expect(
      await house.database.asAdmin(
        'select 1 from executor.incomplete_execution where scenario_id = $1 and content_sealed is not null',
        [scenarioId],
      ),
    ).toEqual([]);
  });

  it('beyond the room of its scenario switches it off and is kept, or is dropped where data may be lost', async () => {
    const strict = await activate(parsing(`${house.sink.url}/strict`).build());
    const lossy = await activate(parsing(`${house.sink.url}/lossy`).settings({ dataloss: true }).build());
    for (const { scenarioId } of [strict, lossy]) {
      for (let index = 0; index < 3; index += 1) {
        await house.publish(house.delivery(scenarioId, { order: '{' }));
        await waitFor(() => house.finishedOf(scenarioId).length === index + 1);
      }
    }
    expect(await list(strict.scenarioId)).toHaveLength(3);
    expect(await list(lossy.scenarioId)).toHaveLength(2);
    const isActive = async (id: string): Promise<unknown> =>
      ((await house.ask(executor, 'GET', `/v1/scenarios/${id}`)).body as { isActive: boolean }).isActive;
    expect([await isActive(strict.scenarioId), await isActive(lossy.scenarioId)]).toEqual([false, true]);
    await waitFor(() => house.notificationsOf(lossy.scenarioId).some(({ kind }) => kind === 'INCOMPLETE_DROPPED'));
    expect(house.notificationsOf(strict.scenarioId)).toContainEqual(
      expect.objectContaining({ kind: 'SCENARIO_DEACTIVATED', facts: { reason: 'INCOMPLETES_FULL' } }),
    );
  });

  it('of a confidential scenario is not kept at all', async () => {
    const { scenarioId } = await house.import(executor, parsing(`${house.sink.url}/secret`).confidential().build());
    await house.publish(house.delivery(scenarioId, { order: '{' }));
    await house.waitForFinished(scenarioId);
    expect(await list(scenarioId)).toEqual([]);
    await waitFor(() => house.notificationsOf(scenarioId).length > 0);
    expect(house.notificationsOf(scenarioId)).toMatchObject([
      { kind: 'INCOMPLETE_DROPPED', facts: { count: 1, reason: 'CONFIDENTIAL' } },
    ]);
  });

  it('comes again when the run that took it up ended without deciding it', async () => {
    const { scenarioId } = await house.import(executor, parsing(`${house.sink.url}/lost`).build());
    await house.publish(house.delivery(scenarioId, { order: '{' }));
    const { id } = await only(scenarioId);
    await house.database.asAdmin(
      `update executor.incomplete_execution set state = 'retrying', retry_run_id = $2 where id = $1`,
      [id, newId('run')],
    );
    await waitFor(async () => (await details(id)).state === 'pending');
    expect(await details(id)).toMatchObject({ attempts: 1, nextRetryAt: null });
  });

  it('does not exist for another organisation', async () => {
    const { scenarioId } = await house.import(executor, parsing(`${house.sink.url}/own`).build());
    await house.publish(house.delivery(scenarioId, { order: '{' }));
    const { id } = await only(scenarioId);
    const stranger = 'org_0193f5a0c0de7000800000000000a0ff';
    const ask = (method: string, path: string, body?: unknown): Promise<Asked> =>
      house.askAs(stranger, executor, { method, path, body });
    expect((await ask('GET', `${PATH}/${id}`)).status).toBe(404);
    expect((await ask('POST', `${PATH}/${id}/retry`, {})).status).toBe(404);
    expect((await ask('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect((await ask('POST', `${PATH}/delete`, { scenarioId })).body).toEqual({ count: 0 });
    expect((await details(id)).state).toBe('pending');
    expect((await house.ask(executor, 'GET', `${PATH}/inc_%00`)).status).toBe(404);
  });
});

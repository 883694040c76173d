import type { ImportedScenario, RunTrigger } from '@ebbflow/contracts';
import { newId, type JsonObject } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { IncompletesGuard } from '../../src/incompletes/incompletes-guard.ts';
import { HealthUpkeepJob } from '../../src/scenario-health/health-upkeep.job.ts';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const CANARY = 'canary-2b90';

describe('the health of a scenario', () => {
  const house = executorHouse();
  let executor: RunningService;

  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_RETRY_POLL: '20ms' });
  });

  const activate = async (blueprint: JsonObject): Promise<ImportedScenario> => {
    const scenario = await house.import(executor, blueprint);
    await setActive(scenario.scenarioId);
    return scenario;
  };
  const setActive = async (scenarioId: string): Promise<void> => {
    const path = `/v1/scenarios/${scenarioId}/activation`;
    expect((await house.ask(executor, 'PUT', path, { active: true })).status).toBe(200);
  };
  const isActive = async (id: string): Promise<boolean> =>
    ((await house.ask(executor, 'GET', `/v1/scenarios/${id}`)).body as { isActive: boolean }).isActive;
  /** One delivery, and its run ended. */
  const run = async (scenarioId: string, order: string): Promise<void> => {
    const before = house.finishedOf(scenarioId).length;
    await house.publish(house.delivery(scenarioId, { order }));
    await waitFor(() => house.finishedOf(scenarioId).length > before, { what: 'the run to finish' });
  };
  const kindsOf = (scenarioId: string): readonly string[] => house.notificationsOf(scenarioId).map(({ kind }) => kind);
  /** Ends with a RuntimeError, which counts, or well. */
  const throwing = (): ReturnType<typeof aBlueprint> =>
    aBlueprint().withCall(`${house.sink.url}/{{1.order}}`).settings({ maxErrors: 3 });
  const failWithRuntimeError = (path: string): void => house.sink.fail(`/${path}`, 500);
  const rows = (text: string, values: unknown[]): Promise<Record<string, unknown>[]> =>
    house.database.asAdmin<Record<string, unknown>>(text, values);

  it('switches it off at as many consecutive errors as its settings allow, and not before', async () => {
    failWithRuntimeError('bad');
    const { scenarioId } = await activate(throwing().build());
    for (const order of ['bad', 'bad', 'good', 'bad', 'bad']) await run(scenarioId, order);
    expect(await isActive(scenarioId)).toBe(true);
    await run(scenarioId, 'bad');
    expect(await isActive(scenarioId)).toBe(false);
    await waitFor(() => kindsOf(scenarioId).includes('SCENARIO_DEACTIVATED'));
    expect(house.notificationsOf(scenarioId).at(-1)).toMatchObject({
      facts: { reason: 'TOO_MANY_ERRORS' },
      runId: house.finishedOf(scenarioId).at(-1)?.runId,
    });
    await setActive(scenarioId);
    await run(scenarioId, 'bad');
    expect(await isActive(scenarioId)).toBe(true);
  });

  it('does not count what comes of the data, nor what a person starts and watches', async () => {
    failWithRuntimeError('bad');
    const data = await activate(
      aBlueprint().settings({ maxErrors: 1 }).with('json:ParseJSON', 1, { json: '{{1.order}}' }).build(),
    );
    await run(data.scenarioId, '{');
    const byHand = await activate(throwing().settings({ maxErrors: 1 }).build());
    await house.ask(executor, 'POST', `/v1/scenarios/${byHand.scenarioId}/runs`, { bundle: { order: 'bad' } });
    await house.waitForFinished(byHand.scenarioId);
    expect([await isActive(data.scenarioId), await isActive(byHand.scenarioId)]).toEqual([true, true]);
    expect(kindsOf(byHand.scenarioId)).toEqual([]);
  });

  it('tells of failures once a minute, and then how many there were', async () => {
    failWithRuntimeError('bad');
    const { scenarioId } = await house.import(executor, throwing().build());
    for (let index = 0; index < 4; index += 1) await run(scenarioId, 'bad');
    await waitFor(() => kindsOf(scenarioId).length > 0);
    expect(house.notificationsOf(scenarioId)).toMatchObject([
      { kind: 'RUN_FAILED', facts: { count: 1 }, errorClass: 'RuntimeError', moduleId: 2 },
    ]);
    await rows(
      `update executor.notification_bound set raised_at = now() - interval '61 seconds' where scenario_id = $1`,
      [scenarioId],
    );
    await executor.app.get(HealthUpkeepJob, { strict: false }).work();
    await waitFor(() => kindsOf(scenarioId).length === 2);
    expect(house.notificationsOf(scenarioId)[1]).toMatchObject({ kind: 'RUN_FAILED', facts: { count: 3 } });
    await executor.app.get(HealthUpkeepJob, { strict: false }).work();
    expect(kindsOf(scenarioId)).toHaveLength(2);
  });

  it('freezes it when the service asks for time: what waits, waits on', async () => {
    house.sink.fail('/busy', 429);
    const { scenarioId } = await activate(throwing().build());
    await run(scenarioId, 'busy');
    await house.publish(house.delivery(scenarioId, { order: 'next' }));
    const [frozen] = await waitFor(async () => {
      const found = await rows(
        `select due_at > now() + interval '15 minutes' as waits from executor.run where scenario_id = $1 and state = 'queued' and trigger = 'webhook'`,
        [scenarioId],
      );
      return found.length > 0 ? found : undefined;
    });
    expect(frozen).toEqual({ waits: true });
  });

  it('does a run again as a whole where nothing was put aside, a minute later, then two, with the same input', async () => {
    house.sink.cut('/whole');
    const { scenarioId } = await activate(throwing().build());
    await run(scenarioId, 'whole');
    const first = house.finishedOf(scenarioId)[0]?.runId ?? '';
    for (const [number, minutes] of [
      [1, 1],
      [2, 2],
    ] as const) {
      const [retry] = await waitFor(async () => {
        const found = await rows(
          `select extract(epoch from due_at - created_at) as seconds, trigger from executor.run where request_key = $1`,
          [`retry:${first}:${String(number)}`],
        );
        return found.length > 0 ? found : undefined;
      });
      expect(Number(retry?.['seconds'])).toBeCloseTo(minutes * 60, 0);
      if (number === 2) house.sink.mend('/whole');
      await rows(`update executor.run set due_at = now() where request_key = $1`, [`retry:${first}:${String(number)}`]);
      await waitFor(() => house.finishedOf(scenarioId).length === number + 1);
    }
    expect(house.finishedOf(scenarioId).map(({ trigger, status }) => [trigger, status])).toEqual([
      ['webhook', 'error'],
      ['retry', 'error'],
      ['retry', 'success'],
    ]);
    expect(house.sink.callsOf('/whole').at(-1)?.body).toBe('{"order":"whole"}');
    expect(await isActive(scenarioId)).toBe(true);
  });

  it('gives a run up after its eighth retry, and the scenario with it', async () => {
    house.sink.cut('/never');
    const { scenarioId } = await activate(throwing().build());
    await run(scenarioId, 'never');
    const first = house.finishedOf(scenarioId)[0]?.runId ?? '';
    await rows(
      `update executor.run set due_at = now(), request_key = replace(request_key, ':1', ':8') where request_key = $1`,
      [`retry:${first}:1`],
    );
    await waitFor(() => house.finishedOf(scenarioId).length === 2);
    expect(await isActive(scenarioId)).toBe(false);
    await waitFor(() => kindsOf(scenarioId).includes('RUN_RETRIES_EXHAUSTED'));
    expect(
      await rows(`select 1 from executor.run where scenario_id = $1 and state <> 'finished'`, [scenarioId]),
    ).toEqual([]);
  });

  it('switches it off when retries of Break fail one after another without pause', async () => {
    house.sink.cut('/loop');
    const blueprint = aBlueprint().settings({ dlq: true }).withCall(`${house.sink.url}/loop`).withBreak(50, 0).build();
    const { scenarioId } = await activate(blueprint);
    await run(scenarioId, 'loop');
    await waitFor(async () => !(await isActive(scenarioId)), { what: 'the loop to be cut', timeoutMs: 20_000 });
    expect(house.notificationsOf(scenarioId)).toContainEqual(
      expect.objectContaining({ kind: 'SCENARIO_DEACTIVATED', facts: { reason: 'BREAK_LOOP' } }),
    );
    expect(house.finishedOf(scenarioId).length).toBeGreaterThanOrEqual(11);
  });

  it('keeps what runs set for later ones', async () => {
    const { scenarioId } = await house.import(
      executor,
      aBlueprint()
        .with('util:FunctionIncrement', 1, {}, { reset: 'scenario' })
        .withCall(`${house.sink.url}/count`, '{{2.i}}')
        .build(),
    );
    for (let index = 0; index < 3; index += 1) await run(scenarioId, 'count');
    expect(house.sink.callsOf('/count').map(({ body }) => body)).toEqual(['1', '2', '3']);
    expect(
      await rows(`select 1 from executor.scenario_variables t where scenario_id = $1 and t::text like '%INCREMENT%'`, [
        scenarioId,
      ]),
    ).toEqual([]);
    expect(await rows(`select 1 from executor.run_journal where step_key = 'scenario-variables'`, [])).toEqual([]);
  });

  it('shows a run that was resumed the variables it began with, whatever others have set since', async () => {
    const name = '__IMTINCREMENT__5';
    const { scenarioId } = await house.import(
      executor,
      aBlueprint()
        .with('util:GetVariable2', 1, { name })
        .with('util:FunctionSleep', 1, { duration: '{{1.order}}' })
        .withCall(`${house.sink.url}/pinned`, `[{{2.${name}}}]`)
        .with('util:FunctionIncrement', 1, {}, { reset: 'scenario' })
        .build(),
    );
    await house.publish(house.delivery(scenarioId, { order: '3' }));
    await waitFor(
      async () =>
        (await rows(`select 1 from executor.run where scenario_id = $1 and state = 'waiting'`, [scenarioId])).length ===
        1,
    );
    await run(scenarioId, '0');
    await waitFor(() => house.sink.callsOf('/pinned').length === 2, { what: 'the sleeper to wake' });
    // The second one has set 1 by then; the sleeper, woken in another attempt, still sees nothing.
    expect(house.sink.callsOf('/pinned').map(({ body }) => body)).toEqual(['[]', '[]']);
    await house.publish(house.delivery(scenarioId, { order: '0' }));
    await waitFor(() => house.sink.callsOf('/pinned').length === 3);
    expect(house.sink.callsOf('/pinned').at(-1)?.body).toMatch(/^\[[12]\]$/);
  });

  describe('with an error handler', () => {
    const handler = async (): Promise<string> =>
      (
        await activate(
          aBlueprint()
            .withCall(`${house.sink.url}/handled`, '{{1.error.class}} {{1.runId}} {{1.error.message}}')
            .build(),
        )
      ).scenarioId;
    const setHandler = (scenarioId: string, handlerId: string | null): ReturnType<typeof house.ask> =>
      house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/error-handler`, { scenarioId: handlerId });

    it('starts it once for each run that fails or puts aside, with what happened, sealed', async () => {
      const handlerId = await handler();
      const { scenarioId } = await house.import(
        executor,
        aBlueprint().settings({ dlq: true }).with('json:ParseJSON', 1, { json: '{{1.order}}' }).build(),
      );
      expect((await setHandler(scenarioId, handlerId)).body).toEqual({ scenarioId: handlerId });
      house.sink.hold('/handled');
      await run(scenarioId, `{ ${CANARY}`);
      await waitFor(() => house.sink.callsOf('/handled').length === 1);
      expect(
        await rows(`select 1 from executor.run t where scenario_id = $1 and t::text like $2`, [
          handlerId,
          '%DataError%',
        ]),
      ).toEqual([]);
      house.sink.release('/handled');
      expect(await house.waitForFinished(handlerId)).toMatchObject({ trigger: 'scenario', status: 'success' });
      expect(house.sink.callsOf('/handled')[0]?.body).toMatch(
        new RegExp(`^DataError ${house.finishedOf(scenarioId)[0]?.runId ?? '-'} .{10}`),
      );
      await run(scenarioId, '{"n":1}');
      expect(house.finishedOf(handlerId)).toHaveLength(1);
    });

    it('never starts one for the run of a handler, so that two cannot start each other', async () => {
      failWithRuntimeError('bad');
      const bad = throwing().with('json:ParseJSON', 1, { json: '{' }).settings({ maxErrors: 100 }).build();
      const [one, two] = [(await activate(bad)).scenarioId, (await activate(bad)).scenarioId];
      await setHandler(one, two);
      await setHandler(two, one);
      await run(one, 'bad');
      await house.waitForFinished(two);
      await run(two, 'good');
      await waitFor(() => house.finishedOf(one).length === 2);
      expect(house.finishedOf(one).map(({ trigger }): RunTrigger => trigger)).toEqual(['webhook', 'scenario']);
      expect(
        house
          .finishedOf(two)
          .map(({ trigger }): RunTrigger => trigger)
          .sort(),
      ).toEqual(['scenario', 'webhook']);
    });

    it('takes another scenario of the organisation only, and can be taken away', async () => {
      const { scenarioId } = await house.import(executor, throwing().build());
      expect(await setHandler(scenarioId, scenarioId)).toMatchObject({
        status: 409,
        body: { code: 'EXECUTOR.BAD_ERROR_HANDLER' },
      });
      expect((await setHandler(scenarioId, newId('scn'))).status).toBe(409);
      expect((await setHandler(newId('scn'), scenarioId)).status).toBe(404);
      expect((await setHandler(scenarioId, null)).body).toEqual({ scenarioId: null });
    });
  });

  it('is forgotten with the scenario', async () => {
    failWithRuntimeError('bad');
    const { scenarioId } = await house.import(executor, throwing().build());
    await run(scenarioId, 'bad');
    expect((await house.ask(executor, 'DELETE', `/v1/scenarios/${scenarioId}`)).status).toBe(204);
    for (const table of ['scenario_health', 'notification_bound', 'scenario_variables', 'scenario_error_handler']) {
      expect(await rows(`select 1 from executor.${table} where scenario_id = $1`, [scenarioId])).toEqual([]);
    }
  });

  it('makes strictly ordered scenarios wait for what is incomplete when their schedule is due', async () => {
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().settings({ dlq: true, sequential: true }).with('json:ParseJSON', 1, { json: '{{1.order}}' }).build(),
    );
    const parallel = await house.import(
      executor,
      aBlueprint().settings({ dlq: true }).with('json:ParseJSON', 1, { json: '{{1.order}}' }).build(),
    );
    const due = [scenarioId, parallel.scenarioId].map((id) => ({ tenantId: house.tenantId, scenarioId: id }));
    const waiting = (): Promise<ReadonlySet<string>> =>
      executor.app.get(Database, { strict: false }).asWorker((sql) => new IncompletesGuard().waiting(sql, due));
    expect([...(await waiting())]).toEqual([]);
    await run(scenarioId, '{');
    await run(parallel.scenarioId, '{');
    expect([...(await waiting())]).toEqual([scenarioId]);
  });
});

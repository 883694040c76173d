import { type ActivationCheckAnswer, hookAddressChanged, type Scenario } from '@ebbflow/contracts';
import { newId, systemClock } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { Database, type Statement } from '@ebbflow/persistence';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, auditFactsOf, waitFor } from '@ebbflow/testing';
import { ActivationChecks } from '../../src/scenarios/activation/activation-checks.ts';
import { ScenarioActivation } from '../../src/scenarios/activation/scenario-activation.ts';
import { ScenarioListeners } from '../../src/scenarios/scenario-listeners.ts';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';

const STRANGER = 'org_0193f5a0c0de7000800000000000a0ff';

describe('the activation of scenarios', () => {
  const house = executorHouse();
  let executor: RunningService;
  const heard: string[] = [];
  /** Scenarios that somebody who listens refuses to let go. */
  const kept = new Set<string>();

  beforeAll(async () => {
    executor = await house.start({ EBB_EXECUTOR_HOOK_SYNC_EVERY: '100ms' });
    const hear = (what: string) => async (_sql: unknown, _tenantId: string, scenarioId: string) => {
      heard.push(`${what} ${scenarioId}`);
    };
    executor.app.get(ScenarioListeners, { strict: false }).add({
      onPublished: hear('published'),
      onActivated: hear('activated'),
      onDeactivated: async (sql, tenantId, scenarioId) => {
        await hear('deactivated')(sql, tenantId, scenarioId);
        if (kept.has(scenarioId)) throw new Error('Not this one.');
      },
      onDeleted: hear('deleted'),
    });
  });
  afterEach(() => {
    house.gateway.isAway = false;
    house.vault.isAway = false;
  });

  const activate = (scenarioId: string, active: boolean): Promise<Asked> =>
    house.ask(executor, 'PUT', `/v1/scenarios/${scenarioId}/activation`, { active });
  const explain = async (scenarioId: string): Promise<ActivationCheckAnswer> =>
    (await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}/activation-check`)).body as ActivationCheckAnswer;
  const get = async (scenarioId: string): Promise<Scenario> =>
    (await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}`)).body as Scenario;
  const hookOf = (scenarioId: string) =>
    [...house.gateway.hooks.values()].find((hook) => hook.scenarioId === scenarioId);
  const heardOf = (scenarioId: string): string[] =>
    heard.filter((line) => line.endsWith(scenarioId)).map((line) => line.split(' ', 1)[0] ?? '');
  const anActiveOne = async (): Promise<string> => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    expect((await activate(scenarioId, true)).status).toBe(200);
    return scenarioId;
  };
  const deactivate = (...scenarioIds: string[]): ReturnType<ScenarioActivation['deactivate']> =>
    executor.app.get(Database, { strict: false }).asWorker((sql) =>
      executor.app.get(ScenarioActivation, { strict: false }).deactivate(
        sql,
        scenarioIds.map((scenarioId) => ({ tenantId: house.tenantId, scenarioId, reason: 'TOO_MANY_ERRORS' })),
      ),
    );

  it('and what else is done to a scenario is told for the audit log, each once and without its name', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    const path = `/v1/scenarios/${scenarioId}`;
    const blueprint = aBlueprint().withResponse(200, 'ok').build();
    await house.change(executor, { method: 'PUT', path: `${path}/draft`, body: { blueprint } }, 1);
    await house.change(executor, { method: 'POST', path: `${path}/versions`, body: {} }, 2);
    for (const active of [true, true, false]) await activate(scenarioId, active);
    for (const _ of [1, 2]) await house.ask(executor, 'DELETE', path);
    const facts = (await auditFactsOf(house.database, 'executor', house.tenantId)).filter(
      ({ object }) => object.id === scenarioId,
    );
    expect(facts.map(({ action, facts: said }) => [action, said])).toEqual([
      ['scenario.created', undefined],
      ['scenario.published', { version: 2 }],
      ['scenario.activated', undefined],
      ['scenario.deactivated', undefined],
      ['scenario.deleted', undefined],
    ]);
  });

  it('is refused with everything in the way at once, each with its place, and explained without being tried', async () => {
    const missing = newId('con');
    const blueprint = aBlueprint()
      .with('acme:Unheard', 1, {})
      .with('util:ComposeTransformer', 1, { value: '{{upper(}}' })
      .with('http:ActionSendDataAPIKeyAuth', 3, { url: 'https://example.org' }, { auth: missing })
      .with('http:ActionSendDataAPIKeyAuth', 3, { url: 'https://example.org' }, { auth: 12345 })
      .build();
    const { scenarioId } = await house.import(executor, blueprint);
    const { canBeActive, findings } = await explain(scenarioId);
    expect(canBeActive).toBe(false);
    expect(findings.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['EXECUTOR.HAS_PLACEHOLDERS', '/flow/1'],
      ['EXECUTOR.BLUEPRINT_HAS_ERRORS', '/flow/2/mapper/value'],
      ['EXECUTOR.CONNECTION_MISSING', '/flow/3/parameters/auth'],
      ['EXECUTOR.CONNECTION_MISSING', '/flow/4/parameters/auth'],
    ]);
    const { status, body } = await activate(scenarioId, true);
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'EXECUTOR.CANNOT_BE_ACTIVE',
      errors: findings.map(({ pointer, message }) => ({ pointer, message })),
    });
    expect(JSON.stringify(body)).not.toContain(missing);
    expect((await get(scenarioId)).isActive).toBe(false);
  });

  it('is allowed once the connection is there, and unknown while vault is away', async () => {
    const connectionId = newId('con');
    const blueprint = aBlueprint()
      .with('http:ActionSendDataAPIKeyAuth', 3, { url: 'https://example.org' }, { auth: connectionId })
      .build();
    const { scenarioId } = await house.import(executor, blueprint);
    house.vault.connections.add(connectionId);
    house.vault.isAway = true;
    expect((await activate(scenarioId, true)).status).toBe(503);
    expect((await get(scenarioId)).isActive).toBe(false);
    house.vault.isAway = false;
    expect(await explain(scenarioId)).toEqual({ canBeActive: true, findings: [] });
    expect((await activate(scenarioId, true)).status).toBe(200);
  });

  it('is refused by whoever has added a check', async () => {
    const { scenarioId } = await house.import(executor, aBlueprint().build());
    executor.app.get(ActivationChecks, { strict: false }).add({
      check: async (candidate) =>
        candidate.scenarioId === scenarioId
          ? [{ code: 'TEST.NO', pointer: '/flow/0', message: 'The store is gone.' }]
          : [],
    });
    expect(await activate(scenarioId, true)).toMatchObject({ status: 409, body: { errors: [{ pointer: '/flow/0' }] } });
    expect((await get(scenarioId)).isActive).toBe(false);
  });

  it('is told to whoever listens, once for each change', async () => {
    const scenarioId = await anActiveOne();
    await activate(scenarioId, true);
    await activate(scenarioId, false);
    await activate(scenarioId, false);
    expect(heardOf(scenarioId)).toEqual(['published', 'activated', 'deactivated']);
    await house.change(
      executor,
      {
        method: 'PUT',
        path: `/v1/scenarios/${scenarioId}/draft`,
        body: { blueprint: aBlueprint().withSleep(1).build() },
      },
      1,
    );
    await activate(scenarioId, true);
    await house.change(executor, { method: 'POST', path: `/v1/scenarios/${scenarioId}/versions`, body: {} }, 2);
    expect(heardOf(scenarioId).slice(3)).toEqual(['activated', 'published', 'activated']);
  });

  it('is not opened while the gateway is away, but ends then, and the hook is closed when it is back', async () => {
    const scenarioId = await anActiveOne();
    const { scenarioId: other } = await house.import(executor, aBlueprint().build());
    house.gateway.isAway = true;
    expect((await activate(other, true)).status).toBe(503);
    expect((await get(other)).isActive).toBe(false);
    const { status, body } = await activate(scenarioId, false);
    expect(status).toBe(200);
    expect(body).toMatchObject({ isActive: false, hasPendingHooks: true });
    expect(hookOf(scenarioId)).toMatchObject({ enabled: true });

    house.gateway.isAway = false;
    await waitFor(() => hookOf(scenarioId)?.enabled === false, { what: 'the hook to be closed' });
    await waitFor(async () => !(await get(scenarioId)).hasPendingHooks, { what: 'nothing to be left to tell' });
  });

  it("ends at the machine's word too, with its reason, and the hook is closed after it", async () => {
    const [one, two] = [await anActiveOne(), await anActiveOne()];
    const { scenarioId: inactive } = await house.import(executor, aBlueprint().build());
    expect((await deactivate(one, two, inactive)).map(({ scenarioId }) => scenarioId).sort()).toEqual(
      [one, two].sort(),
    );
    for (const scenarioId of [one, two]) {
      expect(await get(scenarioId)).toMatchObject({ isActive: false, deactivatedReason: 'TOO_MANY_ERRORS' });
      expect(heardOf(scenarioId).at(-1)).toBe('deactivated');
      await waitFor(() => hookOf(scenarioId)?.enabled === false, { what: 'the hook to be closed' });
    }
    expect(await get(inactive)).toMatchObject({ deactivatedReason: null });
    expect(heardOf(inactive)).toEqual(['published']);

    await activate(one, true);
    expect(await get(one)).toMatchObject({ isActive: true, deactivatedReason: null, deactivatedAt: null });
    expect(hookOf(one)).toMatchObject({ enabled: true });
  });

  it("ends at the machine's word until staff says otherwise, where the machine locks it", async () => {
    const scenarioId = await anActiveOne();
    const target = { tenantId: house.tenantId, scenarioId, reason: 'UNEXPECTED_ERROR', isLocked: true };
    await executor.app
      .get(Database, { strict: false })
      .asWorker((sql) => executor.app.get(ScenarioActivation, { strict: false }).deactivate(sql, [target]));
    expect(await get(scenarioId)).toMatchObject({ isActive: false, isLocked: true });
    expect((await activate(scenarioId, true)).status).toBe(409);
  });

  it('stays as it was when the transaction that ends it is rolled back', async () => {
    const scenarioId = await anActiveOne();
    kept.add(scenarioId);
    await expect(deactivate(scenarioId)).rejects.toThrow('Not this one.');
    expect(await get(scenarioId)).toMatchObject({ isActive: true, hasPendingHooks: false });
    expect(hookOf(scenarioId)).toMatchObject({ enabled: true });
  });

  it('ends up at the gateway as it is in the database, however often it changes while the gateway comes and goes', async () => {
    const scenarioId = await anActiveOne();
    for (let round = 0; round < 6; round += 1) {
      house.gateway.isAway = round % 2 === 0;
      await Promise.all([deactivate(scenarioId), activate(scenarioId, true), activate(scenarioId, round % 3 === 0)]);
    }
    house.gateway.isAway = false;
    await waitFor(async () => !(await get(scenarioId)).hasPendingHooks, { what: 'nothing to be left to tell' });
    expect(hookOf(scenarioId)?.enabled).toBe((await get(scenarioId)).isActive);
  }, 30_000);

  it('makes the hook again that the gateway has deleted meanwhile', async () => {
    const { scenarioId, hooks } = await house.import(executor, aBlueprint().build());
    house.gateway.hooks.delete(hookOf(scenarioId)?.hookId ?? '');
    expect((await activate(scenarioId, true)).status).toBe(200);
    expect(hookOf(scenarioId)).toMatchObject({ enabled: true });
    expect((await get(scenarioId)).hooks).toEqual([{ moduleId: 1, url: hookOf(scenarioId)?.url }]);
    expect((await get(scenarioId)).hooks).not.toEqual(hooks);
  });

  it('is only for staff to allow again once a scenario is locked', async () => {
    const scenarioId = await anActiveOne();
    const lock = (isLocked: boolean, as: 'console' | 'gateway' = 'console', tenantId: string = house.tenantId) =>
      house.askFrom(executor, as, {
        method: 'PUT',
        path: `/internal/v1/scenarios/${scenarioId}/lock`,
        body: { tenantId, isLocked },
      });
    expect((await lock(true, 'gateway')).status).toBe(403);
    expect((await lock(true, 'console', STRANGER)).status).toBe(404);
    expect(await lock(true)).toMatchObject({ status: 200, body: { isActive: false, isLocked: true } });
    expect(hookOf(scenarioId)).toMatchObject({ enabled: false });
    expect((await explain(scenarioId)).findings).toEqual([
      expect.objectContaining({ code: 'EXECUTOR.SCENARIO_LOCKED', pointer: '' }),
    ]);
    expect((await activate(scenarioId, true)).status).toBe(409);
    await lock(false);
    expect((await activate(scenarioId, true)).status).toBe(200);
  });

  it('cannot be changed by the worker beyond what it needs', async () => {
    const scenarioId = await anActiveOne();
    const steal: Statement = {
      name: 'test-steal',
      text: 'update executor.scenario set tenant_id = $1, name = $1 where id = $2',
    };
    const database = executor.app.get(Database, { strict: false });
    await expect(database.asWorker((sql) => sql.query(steal, [STRANGER, scenarioId]))).rejects.toThrow(
      'permission denied',
    );
  });

  it('a scenario shows the new address of its hook once the gateway has said that there is one', async () => {
    const scenarioId = await anActiveOne();
    const hook = hookOf(scenarioId);
    const url = `${hook?.url ?? ''}-rotated`;
    Object.assign(hook ?? {}, { url });
    const { tenantId } = house;
    const data = { tenantId, hookId: hook?.hookId ?? '', scenarioId };
    await house.publish(createEvent(hookAddressChanged, data, { tenantId, clock: systemClock }));
    await waitFor(async () => (await get(scenarioId)).hooks[0]?.url === url, { what: 'the new address' });
    expect((await get(scenarioId)).isActive).toBe(true);
  });
});

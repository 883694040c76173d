import type { CustomVariable, Principal, Scenario } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import { accessPolicy, type TeamRole } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { StoreAccess } from '../../src/data-stores/transactions/store-access.ts';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { type AskedFor, executorHouse } from '../support/executor-house.ts';

const OWN = 'tea_0193f5a0c0de7000800000000000a001';
const OTHER = 'tea_0193f5a0c0de7000800000000000a002';
const THIRD = 'tea_0193f5a0c0de7000800000000000a003';

interface Asking extends Partial<AskedFor> {
  /** Teams in which the caller has the role. */
  readonly in?: readonly string[];
}

describe('a member of a team', () => {
  const house = executorHouse();
  let executor: RunningService;
  let own: string;
  let other: string;

  const importInto = async (teamId: string | null): Promise<string> => {
    const asked = { blueprint: aBlueprint().build(), teamId };
    const { body } = await house.ask(executor, 'POST', '/v1/scenarios', asked);
    return (body as { scenarioId: string }).scenarioId;
  };

  beforeAll(async () => {
    executor = await house.start();
    [own, other] = [await importInto(OWN), await importInto(OTHER)];
  });

  const held = (role: TeamRole, ...teamIds: string[]): Principal['teams'] => [
    { teamIds, scopes: accessPolicy().ofTeamRole(role) },
  ];
  const as = (role: TeamRole, method: string, path: string, { in: teamIds = [OWN], ...more }: Asking = {}) =>
    house.askAs(house.tenantId, executor, {
      ...{ method, path, scopes: ['me:read'], teams: held(role, ...teamIds) },
      ...more,
    });
  const seen = async (role: TeamRole, path: string, ...teamIds: string[]): Promise<string[]> =>
    (
      (await as(role, 'GET', path, { in: teamIds.length === 0 ? [OWN] : teamIds })).body as { items: { id: string }[] }
    ).items.map(({ id }) => id);

  it('sees the scenarios of that team, and of others learns nothing, as of those that are not there', async () => {
    await importInto(null);
    expect(await seen('restricted', '/v1/scenarios')).toEqual([own]);
    expect((await seen('restricted', '/v1/scenarios', OWN, OTHER)).sort()).toEqual([own, other].sort());
    expect((await as('restricted', 'GET', `/v1/scenarios/${own}`)).status).toBe(200);
    const missing = await as('restricted', 'GET', '/v1/scenarios/scn_0193f5a0c0de70008000000000000001');
    for (const path of [
      '',
      '/blueprint',
      '/draft',
      '/versions',
      '/schedule',
      '/activation-check',
      '/concurrency',
      '/events',
    ]) {
      const hidden = await as('restricted', 'GET', `/v1/scenarios/${other}${path}`);
      expect([path, hidden.status, (hidden.body as { code: string }).code]).toEqual([
        path,
        404,
        'EXECUTOR.SCENARIO_NOT_FOUND',
      ]);
    }
    expect(missing).toMatchObject({ status: 404, body: { code: 'EXECUTOR.SCENARIO_NOT_FOUND' } });
  });

  it('does there what the role allows and no more', async () => {
    const activate = { body: { active: false } };
    const path = `/v1/scenarios/${own}/activation`;
    for (const role of ['admin', 'member', 'operator', 'restricted'] as const)
      expect([role, (await as(role, 'PUT', path, activate)).status]).toEqual([role, 200]);
    expect((await as('monitoring', 'PUT', path, activate)).status).toBe(403);
    const rename = { body: { name: 'New' }, ifMatch: '"9"' };
    for (const role of ['monitoring', 'operator'] as const)
      expect([role, (await as(role, 'PATCH', `/v1/scenarios/${own}`, rename)).status]).toEqual([role, 403]);
    expect((await as('member', 'PATCH', `/v1/scenarios/${own}`, rename)).status).toBe(412);
    for (const method of ['PATCH', 'DELETE'])
      expect((await as('admin', method, `/v1/scenarios/${other}`, rename)).status).toBe(404);
    expect((await house.ask(executor, 'GET', `/v1/scenarios/${other}`)).status).toBe(200);
  });

  it('makes scenarios in it, says which one with several, and moves none out of reach', async () => {
    const make = (body: object, ...teamIds: string[]) =>
      as('member', 'POST', '/v1/scenarios', {
        body: { blueprint: aBlueprint().build(), ...body },
        in: teamIds.length === 0 ? [OWN] : teamIds,
      });
    const made = await make({});
    const { scenarioId } = made.body as { scenarioId: string };
    const { body } = await house.ask(executor, 'GET', `/v1/scenarios/${scenarioId}`);
    expect((body as Scenario).teamId).toBe(OWN);
    expect(await make({}, OWN, THIRD)).toMatchObject({ status: 400, body: { code: 'EXECUTOR.TEAM_REQUIRED' } });
    for (const teamId of [OTHER, null])
      expect(await make({ teamId })).toMatchObject({ status: 403, body: { code: 'EXECUTOR.NOT_IN_TEAM' } });
    expect(await as('monitoring', 'POST', '/v1/scenarios', { body: { blueprint: {} } })).toMatchObject({ status: 403 });
    const move = (teamId: string | null) =>
      as('member', 'PATCH', `/v1/scenarios/${scenarioId}`, { body: { teamId }, ifMatch: '"1"' });
    for (const teamId of [OTHER, null]) expect((await move(teamId)).status).toBe(403);
    expect((await as('member', 'DELETE', `/v1/scenarios/${scenarioId}`)).status).toBe(204);
  });

  it('sees the runs of one scenario at a time, and none of another team', async () => {
    expect((await as('operator', 'GET', '/v1/runs?state=unfinished')).status).toBe(403);
    expect((await as('operator', 'GET', `/v1/runs?state=unfinished&scenarioId=${own}`)).status).toBe(200);
    expect((await as('operator', 'GET', `/v1/runs?state=unfinished&scenarioId=${other}`)).status).toBe(404);
    const both = `/v1/runs?state=unfinished&scenarioId=${own}&scenarioId=${other}`;
    expect((await as('operator', 'GET', both)).status).toBe(403);
    const start = { body: {} };
    const run = await house.ask(executor, 'POST', `/v1/scenarios/${other}/runs`, start.body);
    const { runId } = run.body as { runId: string };
    expect(run.status).toBe(202);
    for (const [method, path] of [
      ['GET', `/v1/runs/${runId}`],
      ['POST', `/v1/runs/${runId}/cancel`],
      ['POST', `/v1/scenarios/${other}/runs`],
    ] as const)
      expect([path, (await as('operator', method, path, method === 'POST' ? start : {})).status]).toEqual([path, 404]);
    expect((await as('monitoring', 'POST', `/v1/scenarios/${own}/runs`, start)).status).toBe(403);
  });

  it('reads the variables of the organisation and of the team, and sets those of the team', async () => {
    const set = async (body: object) =>
      (await house.ask(executor, 'POST', '/v1/variables', { type: 'number', value: 1, ...body }))
        .body as CustomVariable;
    const [everybodys, ours, theirs, inScenario] = [
      await set({ scope: 'organization', name: 'a' }),
      await set({ scope: 'team', scopeId: OWN, name: 'b' }),
      await set({ scope: 'team', scopeId: OTHER, name: 'c' }),
      await set({ scope: 'scenario', scopeId: other, name: 'd' }),
    ];
    expect((await seen('member', '/v1/variables')).sort()).toEqual([everybodys.id, ours.id].sort());
    const status = async (method: string, id: string) =>
      (
        await as(
          'member',
          method,
          `/v1/variables/${id}`,
          method === 'PATCH' ? { body: { value: 2 }, ifMatch: '"1"' } : {},
        )
      ).status;
    expect([await status('GET', everybodys.id), await status('PATCH', everybodys.id)]).toEqual([200, 403]);
    expect([await status('GET', ours.id), await status('PATCH', ours.id)]).toEqual([200, 200]);
    for (const { id } of [theirs, inScenario])
      expect([await status('GET', id), await status('PATCH', id), await status('DELETE', id)]).toEqual([404, 404, 404]);
    const create = (scope: object) =>
      as('member', 'POST', '/v1/variables', { body: { name: 'e', type: 'number', value: 1, ...scope } });
    expect((await create({ scope: 'team', scopeId: OWN })).status).toBe(201);
    expect((await create({ scope: 'scenario', scopeId: own })).status).toBe(201);
    for (const scope of [
      { scope: 'organization' },
      { scope: 'team', scopeId: OTHER },
      { scope: 'scenario', scopeId: other },
    ])
      expect(await create(scope)).toMatchObject({ status: 403, body: { code: 'EXECUTOR.NOT_IN_TEAM' } });
  });

  it('has data stores of the team and those of all teams, and no scenario of another team works with one', async () => {
    const make = async (teamId: string | null): Promise<string> => {
      const body = { name: 'People', maxBytes: 1_048_576, teamId };
      return ((await house.ask(executor, 'POST', '/v1/data-stores', body)).body as { id: string }).id;
    };
    const [mine, theirs, shared] = [await make(OWN), await make(OTHER), await make(null)];
    expect(await seen('monitoring', '/v1/data-stores')).toEqual([shared, mine]);
    for (const path of [`/v1/data-stores/${theirs}`, `/v1/data-stores/${theirs}/records`])
      expect([path, (await as('admin', 'GET', path)).status]).toEqual([path, 404]);
    for (const id of [mine, shared])
      expect((await as('operator', 'GET', `/v1/data-stores/${id}/records`)).status).toBe(200);
    expect((await as('operator', 'DELETE', `/v1/data-stores/${mine}`)).status).toBe(403);
    expect((await as('member', 'DELETE', `/v1/data-stores/${theirs}`)).status).toBe(404);
    const put = { body: { name: 'X', maxBytes: 1_048_576, teamId: OTHER } };
    expect((await as('member', 'POST', '/v1/data-stores', put)).status).toBe(403);
    const move = { body: { teamId: OTHER }, ifMatch: '"1"' };
    expect((await as('member', 'PATCH', `/v1/data-stores/${mine}`, move)).status).toBe(403);
    const access = executor.app.get(StoreAccess, { strict: false });
    const usable = async (teamId: string | null, id: string): Promise<boolean> =>
      access.find(house.tenantId, teamId, id).then(
        () => true,
        () => false,
      );
    expect([await usable(OWN, mine), await usable(OWN, shared), await usable(null, theirs)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(await usable(OWN, theirs)).toBe(false);
    const reader = (datastore: string) =>
      aBlueprint().with('datastore:GetRecord', 1, { key: 'a' }, { datastore }).build();
    const answers: unknown[] = [];
    for (const id of [mine, shared, theirs]) {
      const { body } = await house.ask(executor, 'POST', '/v1/scenarios', { blueprint: reader(id), teamId: OWN });
      const path = `/v1/scenarios/${(body as { scenarioId: string }).scenarioId}/activation-check`;
      const { findings } = (await house.ask(executor, 'GET', path)).body as { findings: { code: string }[] };
      answers.push(findings.map(({ code }) => code));
    }
    expect(answers).toEqual([[], [], ['EXECUTOR.DATA_STORE_MISSING']]);
  });

  it('retries, deletes and replays many at once, of the scenarios of that team alone', async () => {
    const put = async (scenarioId: string): Promise<string> => {
      const id = newId('inc');
      await house.database.asAdmin(
        `insert into executor.incomplete_execution (tenant_id, id, scenario_id, scenario_version, run_id, module_id, module,
           error_class, state, retry_kind, bytes, content_sealed, key_version, created_at, updated_at)
         values ($1, $2, $3, 1, $4, 1, 'm', 'DataError', 'pending', 'manual', 0, '', 1, now(), now())`,
        [house.tenantId, id, scenarioId, newId('run')],
      );
      return id;
    };
    await house.database.asAdmin(
      `select executor.ensure_partition('incomplete_execution', date_trunc('day', now()), date_trunc('day', now()) + interval '1 day')`,
    );
    for (const verb of ['retry', 'delete']) {
      const [mine, theirs] = [await put(own), await put(other)];
      const many = (body: object, ...teamIds: string[]) =>
        as('operator', 'POST', `/v1/incomplete-executions/${verb}`, { body, in: teamIds });
      expect([verb, (await many({ ids: [theirs] }, OWN)).body]).toEqual([verb, { count: 0 }]);
      expect([verb, (await many({ scenarioId: other }, OWN)).body]).toEqual([verb, { count: 0 }]);
      expect([verb, (await many({ ids: [mine, theirs] }, OWN)).body]).toEqual([verb, { count: 1 }]);
    }
    expect((await as('monitoring', 'POST', '/v1/incomplete-executions/retry', { body: {} })).status).toBe(403);
    const replay = { runIds: [newId('run'), newId('run')] };
    const { body, status } = await as('operator', 'POST', '/v1/replays', { body: replay });
    expect(status).toBe(202);
    const { id } = body as { id: string };
    const seenBy = async (...teamIds: string[]) =>
      (await as('operator', 'GET', `/v1/replays/${id}`, { in: teamIds })).status;
    expect([await seenBy(OWN), await seenBy(OTHER), await seenBy(OWN, OTHER)]).toEqual([200, 404, 200]);
    const rows = await house.database.asAdmin('select within_scenarios from executor.replay where id = $1', [id]);
    expect(rows).toMatchObject([{ within_scenarios: expect.arrayContaining([own]) as unknown }]);
    expect(JSON.stringify(rows)).not.toContain(other);
    const all = (await house.ask(executor, 'POST', '/v1/replays', replay)).body as { id: string };
    expect((await as('operator', 'GET', `/v1/replays/${all.id}`)).status).toBe(404);
  });

  it('lets no scenario of another team handle errors of the own', async () => {
    const path = `/v1/scenarios/${own}/error-handler`;
    expect((await as('member', 'PUT', path, { body: { scenarioId: other } })).status).toBe(409);
    expect((await as('member', 'GET', path)).body).toEqual({ scenarioId: null });
  });
});

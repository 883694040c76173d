import type { CustomVariable, Principal, Scenario } from '@ebbflow/contracts';
import { accessPolicy, type TeamRole } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
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

  it('lets no scenario of another team handle errors of the own', async () => {
    const path = `/v1/scenarios/${own}/error-handler`;
    expect((await as('member', 'PUT', path, { body: { scenarioId: other } })).status).toBe(409);
    expect((await as('member', 'GET', path)).body).toEqual({ scenarioId: null });
  });
});

import { hookListSchema, type Principal } from '@ebbflow/contracts';
import { isId, newId } from '@ebbflow/kernel';
import { accessPolicy, TEAM_ROLES, type TeamRole } from '@ebbflow/policy';
import { assertEveryRouteHasPolicy, listRoutes, type RunningService } from '@ebbflow/service-host';
import { newOrganisationId, ScenarioPlacesFake, testHouse } from '@ebbflow/testing';
import { gatewayService } from '../../src/index.ts';
import { aHook, postJson } from './door-fixture.ts';

const house = testHouse([gatewayService]);
const places = new ScenarioPlacesFake();
let gateway: RunningService;

beforeAll(async () => {
  gateway = await house.start(gatewayService, {
    EBB_GATEWAY_DOOR_PORT: '0',
    EBB_URL_EXECUTOR: await places.start(),
  });
});
afterAll(() => places.stop());

describe('the hooks of an organisation', () => {
  const options = { headers: true, method: false, passThrough: false };

  it('are made once per scenario and module, switched off, at an address that does not follow from the id', async () => {
    const body = { tenantId: newOrganisationId(), scenarioId: newId('scn'), moduleId: 3, options };
    const create = () => house.ask(gateway, 'POST', '/internal/v1/hooks', { as: 'executor', body });
    const first = (await create()).body as { hookId: string; url: string; enabled: boolean };
    expect([first.enabled, isId('hok', first.hookId)]).toEqual([false, true]);
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hook\/[a-z2-7]{32}$/);
    expect((await create()).body).toEqual(first);
  });

  it('are listed to the organisation they belong to, page by page, with what they took lately', async () => {
    const tenantId = newOrganisationId();
    const hooks = [
      await aHook(house, gateway, tenantId),
      await aHook(house, gateway, tenantId, { responds: true, enabled: false }),
    ];
    await aHook(house, gateway, newOrganisationId());
    for (const _ of [1, 2, 3]) await postJson(hooks[0]!.url, {});
    const list = async (query: string) =>
      hookListSchema.parse((await house.askAs(gateway, tenantId, `/v1/hooks${query}`)).body);
    const all = await list('');
    expect(
      all.items.map(({ id, url, enabled, responds, recentDeliveryCount }) => ({
        id,
        url,
        enabled,
        responds,
        recentDeliveryCount,
      })),
    ).toEqual([
      { id: hooks[0]!.hookId, url: hooks[0]!.url, enabled: true, responds: false, recentDeliveryCount: 3 },
      { id: hooks[1]!.hookId, url: hooks[1]!.url, enabled: false, responds: true, recentDeliveryCount: 0 },
    ]);
    const first = await list('?limit=1');
    expect(first.items.map(({ id }) => id)).toEqual([hooks[0]!.hookId]);
    const second = await list(`?limit=1&cursor=${first.nextCursor ?? ''}`);
    expect([second.items.map(({ id }) => id), second.nextCursor]).toEqual([[hooks[1]!.hookId], null]);
  });

  it('are listed to a member of a team as far as their scenarios are in it, page by page', async () => {
    const tenantId = newOrganisationId();
    const [own, other] = [newId('tea'), newId('tea')];
    const made = async (teamId: string | null): Promise<string> => {
      const scenarioId = newId('scn');
      places.teamOf.set(scenarioId, teamId);
      const body = { tenantId, scenarioId, moduleId: 1, options };
      const { body: hook } = await house.ask(gateway, 'POST', '/internal/v1/hooks', { as: 'executor', body });
      return (hook as { hookId: string }).hookId;
    };
    const [first, , second] = [await made(own), await made(other), await made(own)];
    await made(null);
    const list = async (role: TeamRole, query = '') => {
      const teams = [{ teamIds: [own], scopes: accessPolicy().ofTeamRole(role) }];
      const principal: Principal = { organisationId: tenantId, userId: newId('usr'), kind: 'user', scopes: [], teams };
      const { body } = await house.ask(gateway, 'GET', `/v1/hooks${query}`, { as: 'console', principal });
      return hookListSchema.parse(body);
    };
    for (const role of TEAM_ROLES)
      expect([role, (await list(role)).items.map(({ id }) => id)]).toEqual([role, [first, second]]);
    const page = await list('monitoring', '?limit=1');
    expect(page.items.map(({ id }) => id)).toEqual([first]);
    const next = await list('monitoring', `?limit=1&cursor=${page.nextCursor ?? ''}`);
    expect([next.items.map(({ id }) => id), next.nextCursor]).toEqual([[second], null]);
  });

  it('are not told to somebody without the scope', async () => {
    expect((await house.askAs(gateway, newOrganisationId(), '/v1/hooks', ['runs:read'])).status).toBe(403);
    expect((await house.ask(gateway, 'GET', '/v1/hooks')).status).toBe(401);
  });

  it('cannot be changed in the name of another organisation', async () => {
    const hook = await aHook(house, gateway, newOrganisationId());
    const body = { tenantId: newOrganisationId(), enabled: false, responds: false };
    const answer = await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${hook.hookId}`, { as: 'executor', body });
    expect(answer).toMatchObject({ status: 404, body: { code: 'GATEWAY.HOOK_NOT_FOUND' } });
    expect((await postJson(hook.url, {})).status).toBe(200);
  });
});

describe('the gateway’s own API', () => {
  it('has a policy on every route', () => {
    assertEveryRouteHasPolicy(gateway.app);
    const policies = listRoutes(gateway.app).map(
      ({ method, path, policy }) => `${method} ${path} ${policy?.kind ?? 'none'}`,
    );
    expect(policies).toEqual(
      expect.arrayContaining([
        'GET /v1/hooks scope',
        'POST /internal/v1/hooks internal',
        'PATCH /internal/v1/hooks/:hookId internal',
        'DELETE /internal/v1/hooks/:hookId internal',
        'PUT /internal/v1/hooks/:hookId/structure internal',
        'POST /internal/v1/hooks/pending internal',
        'POST /internal/v1/hooks/:hookId/claims internal',
        'GET /internal/v1/deliveries/:deliveryId internal',
        'PATCH /v1/hooks/:hookId scope',
        'DELETE /v1/hooks/:hookId/queue scope',
        'GET /v1/hooks/:hookId/deliveries/:deliveryId scope',
        'POST /v1/hooks/:hookId/deliveries/:deliveryId/replay scope',
        'POST /internal/v1/deliveries/:deliveryId/response internal',
        'PUT /internal/v1/categories/:category/partitions internal',
      ]),
    );
  });
});

describe('the secrets of a hook', () => {
  const tenantId = newOrganisationId();
  const [own, other] = [newId('tea'), newId('tea')];
  const member = (teamId: string, role: TeamRole): Principal => ({
    organisationId: tenantId,
    userId: newId('usr'),
    kind: 'user',
    scopes: [],
    teams: [{ teamIds: [teamId], scopes: accessPolicy().ofTeamRole(role) }],
  });
  const ask = (principal: Principal, method: string, path: string, body?: object) =>
    house.ask(gateway, method, `/v1/hooks/${path}`, { as: 'console', principal, ...(body && { body }) });

  it('are put in, listed and taken away by members of the hook’s team, and kept by vault alone', async () => {
    const { hookId } = await aHook(house, gateway, tenantId);
    const hooks = hookListSchema.parse((await house.askAs(gateway, tenantId, '/v1/hooks')).body);
    places.teamOf.set(hooks.items.find(({ id }) => id === hookId)?.scenarioId ?? '', own);
    const secret = { secret: 'canary-of-a-secret' };
    const added = await ask(member(own, 'member'), 'POST', `${hookId}/secrets`, secret);
    expect([added.status, JSON.stringify(added.body).includes('canary')]).toEqual([201, false]);
    expect(house.vault.hookSecrets.get(hookId)).toEqual(['canary-of-a-secret']);
    const { body } = await ask(member(own, 'monitoring'), 'GET', `${hookId}/secrets`);
    const [item] = (body as { items: { id: string }[] }).items;
    expect((await ask(member(own, 'monitoring'), 'POST', `${hookId}/secrets`, secret)).status).toBe(403);
    for (const [method, path] of [
      ['GET', 'secrets'],
      ['POST', 'secrets'],
      ['DELETE', `secrets/${item?.id ?? ''}`],
    ] as const) {
      const answer = await ask(
        member(other, 'admin'),
        method,
        `${hookId}/${path}`,
        method === 'POST' ? secret : undefined,
      );
      expect([method, answer.status]).toEqual([method, 404]);
    }
    expect((await ask(member(own, 'member'), 'DELETE', `${hookId}/secrets/${item?.id ?? ''}`)).status).toBe(204);
    expect(house.vault.hookSecrets.get(hookId)).toEqual([]);
    expect((await ask(member(own, 'member'), 'GET', `${newId('hok')}/secrets`)).status).toBe(404);
  });
});

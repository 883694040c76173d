import {
  activityListSchema,
  finishedRunListSchema,
  notificationListSchema,
  notificationRaised,
  type Principal,
} from '@ebbflow/contracts';
import { newId, systemClock } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { accessPolicy, TEAM_ROLES } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, ScenarioPlacesFake, testHouse } from '@ebbflow/testing';
import { logStoreService } from '../../src/index.ts';
import { RunFinishedConsumer } from '../../src/runs/run-finished.consumer.ts';
import { aRun, received } from './run-fixture.ts';

const [OWN, OTHER] = [newId('tea'), newId('tea')];
const house = testHouse([logStoreService]);
const places = new ScenarioPlacesFake();
const tenantId = newOrganisationId();
const scenarios = { own: newId('scn'), other: newId('scn'), nobodys: newId('scn'), gone: newId('scn') };
const runs: Record<string, string> = {};
const notes: Record<string, string> = {};
let logStore: RunningService;

beforeAll(async () => {
  logStore = await house.start(logStoreService, { EBB_URL_EXECUTOR: await places.start() });
  places.teamOf.set(scenarios.own, OWN).set(scenarios.other, OTHER).set(scenarios.nobodys, null);
  const now = systemClock.now().toISOString();
  for (const [whose, scenarioId] of [...Object.entries(scenarios), ['none', undefined] as const]) {
    const notificationId = newId('ntf');
    const told = { tenantId, notificationId, kind: 'RUN_FAILED', severity: 'error', raisedAt: now } as const;
    const raised = { ...told, ...(scenarioId !== undefined && { scenarioId }) };
    await house.transport.publish([createEvent(notificationRaised, raised, { tenantId, clock: systemClock })]);
    notes[whose] = notificationId;
    if (scenarioId === undefined) continue;
    const run = aRun(house, { tenantId, scenarioId, finishedAt: now });
    await logStore.app.get(RunFinishedConsumer, { strict: false }).ingest([received(run)]);
    runs[whose] = run.runId;
  }
});
afterAll(() => places.stop());

type Role = (typeof TEAM_ROLES)[number];
const of = (role: Role, ...teamIds: string[]): Principal => ({
  ...{ organisationId: tenantId, userId: newId('usr'), kind: 'user', scopes: ['me:read'] },
  teams: [{ teamIds, scopes: accessPolicy().ofTeamRole(role) }],
});
const ask = (principal: Principal, path: string, method = 'GET', body?: object) =>
  house.ask(logStore, method, path, { as: 'console', principal, ...(body && { body }) });
const runsOf = async (principal: Principal, query = ''): Promise<string[]> =>
  finishedRunListSchema.parse((await ask(principal, `/v1/runs${query}`)).body).items.map(({ id }) => id);
const activityOf = async (principal: Principal): Promise<string[]> =>
  activityListSchema.parse((await ask(principal, '/v1/activity')).body).items.map(({ runId }) => runId);
const notesOf = async (principal: Principal, query = ''): Promise<string[]> =>
  notificationListSchema.parse((await ask(principal, `/v1/notifications${query}`)).body).items.map(({ id }) => id);

describe('a member of a team', () => {
  it.each(TEAM_ROLES)(
    'who is %s there sees the runs and notifications of its scenarios and no others',
    async (role) => {
      expect(await runsOf(of(role, OWN))).toEqual([runs['own']]);
      expect(await notesOf(of(role, OWN))).toEqual([notes['own']]);
      expect(await activityOf(of(role, OWN))).toEqual([runs['own']]);
    },
  );

  it('of two teams sees those of both', async () => {
    const both = of('monitoring', OWN, OTHER);
    expect((await runsOf(both)).sort()).toEqual([runs['own'], runs['other']].sort());
    expect((await notesOf(both)).sort()).toEqual([notes['own'], notes['other']].sort());
  });

  it('learns of a scenario elsewhere what it learns of one that is not there', async () => {
    const member = of('member', OWN);
    for (const scenarioId of [scenarios.other, scenarios.nobodys, scenarios.gone, 'x']) {
      expect(await runsOf(member, `?scenarioId=${scenarioId}`)).toEqual([]);
      expect(await notesOf(member, `?scenarioId=${scenarioId}`)).toEqual([]);
    }
    expect(await runsOf(member, `?scenarioId=${scenarios.own}`)).toEqual([runs['own']]);
    expect(await notesOf(member, `?scenarioId=${scenarios.own}`)).toEqual([notes['own']]);
  });

  it('sees a run no more when its scenario moves to another team', async () => {
    places.teamOf.set(scenarios.own, OTHER);
    expect(await runsOf(of('admin', OWN))).toEqual([]);
    places.teamOf.set(scenarios.own, OWN);
    expect(await runsOf(of('admin', OWN))).toEqual([runs['own']]);
  });

  it('says how far notifications were read, which is nobody else\u2019s', async () => {
    const readUntil = systemClock.now().toISOString();
    const reader = of('monitoring', OWN);
    expect((await ask(reader, '/v1/notifications/read-until', 'PUT', { readUntil })).status).toBe(204);
    expect(await notesOf(reader, '?unread=true')).toEqual([]);
    expect(await notesOf(of('monitoring', OWN), '?unread=true')).toEqual([notes['own']]);
  });

  it('without a team sees nothing at all', async () => {
    const nobody = { ...of('member', OWN), teams: [] };
    for (const path of ['/v1/runs', '/v1/notifications']) expect((await ask(nobody, path)).status).toBe(403);
  });
});

describe('an owner', () => {
  it('sees all of it, also of scenarios that are gone', async () => {
    const owner: Principal = { ...of('member'), teams: [], scopes: ['*'] };
    expect((await runsOf(owner)).sort()).toEqual(Object.values(runs).sort());
    expect((await notesOf(owner)).sort()).toEqual(Object.values(notes).sort());
  });
});

import { type IncompleteList, type LifetimesAnswer, lifetimesChanged, type Principal } from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import { accessPolicy, retentionPolicy, type TeamRole, utcDay } from '@ebbflow/policy';
import { Lifetimes, type RunningService } from '@ebbflow/service-host';
import { type Asked, TemplateDatabase, waitFor } from '@ebbflow/testing';
import type { z } from 'zod';
import { executorService } from '../../src/index.ts';
import { LifetimeSweepJob } from '../../src/lifetimes/lifetime-sweep.job.ts';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { type AskedFor, ExecutorHouse } from '../support/executor-house.ts';
import { codeOf } from '../support/organisation.ts';

const DAY_MS = 86_400_000;
const TEAM = newId('tea');
const clock = new ManualClock(new Date('2026-03-10T12:00:00.000Z'));
const house = new ExecutorHouse(new TemplateDatabase([executorService]), clock);
const { tenantId, database } = house;
const told: z.infer<typeof lifetimesChanged.schema>['scopes'] = [];
let executor: RunningService;
let scenarioId: string;

beforeAll(async () => {
  await house.open();
  await house.transport.subscribe('test', [lifetimesChanged.topic], async (batch) => {
    for (const { data } of batch) told.push(...lifetimesChanged.schema.parse(JSON.parse(data.toString())).scopes);
  });
  executor = await house.start();
  scenarioId = await importInto(TEAM);
}, 60_000);
afterAll(() => house.close(), 30_000);

async function importInto(teamId: string): Promise<string> {
  const { body } = await house.ask(executor, 'POST', '/v1/scenarios', { blueprint: aBlueprint().build(), teamId });
  return (body as { scenarioId: string }).scenarioId;
}
const ask = (method: string, path: string, more: Partial<AskedFor> = {}): Promise<Asked> =>
  house.askAs(tenantId, executor, { method, path, ...more });
const get = async (path: string): Promise<LifetimesAnswer> => (await ask('GET', path)).body as LifetimesAnswer;
const put = async (path: string, lifetimes: object, more: Partial<AskedFor> = {}): Promise<Asked> =>
  ask('PUT', path, { body: { lifetimes }, ifMatch: `"${String((await get(path)).revision)}"`, ...more });
const daysOf = (id: string | null, category: 'activity' | 'incomplete-runs') =>
  executor.app.get(Lifetimes, { strict: false }).daysOf(tenantId, id, category);
const lastTold = (id: string | null) => told.findLast((scope) => scope.scenarioId === id)?.days;
const ofTeam = `/v1/teams/${TEAM}/lifetimes`;
const ofScenario = (): string => `/v1/scenarios/${scenarioId}/lifetimes`;

describe('a lifetime', () => {
  it('is what the notice says until somebody shortens it', async () => {
    expect(await get('/v1/lifetimes')).toMatchObject({
      revision: 0,
      lifetimes: { activity: { set: null, longest: 'P30D', effective: 'P30D' }, notifications: { longest: 'P7D' } },
    });
    expect(await daysOf(scenarioId, 'activity')).toBe(30);
  });

  it('can be shortened and never lengthened: the answer says by how much at most, and nothing is saved', async () => {
    const longer = await put('/v1/lifetimes', { activity: 'P31D', notifications: 'P3D' });
    expect(longer).toMatchObject({ status: 422, body: { code: 'EXECUTOR.LIFETIME_TOO_LONG' } });
    expect((longer.body as { detail: string }).detail).toContain('activity P30D (the privacy notice)');
    expect((await get('/v1/lifetimes')).revision).toBe(0);
    for (const text of ['P0D', 'PT5H', '7d', 'P1DT1H'])
      expect([text, (await put('/v1/lifetimes', { activity: text })).status]).toEqual([text, 400]);
    expect((await put('/v1/lifetimes', { 'audit-details': 'P1D' })).status).toBe(400);
  });

  it('is set for the organisation, a team and a scenario, each at most as long as what is around it', async () => {
    const saved = await put('/v1/lifetimes', { activity: 'P20D', 'incomplete-runs': 'P20D' });
    expect(saved).toMatchObject({ status: 200, body: { revision: 1, lifetimes: { activity: { set: 'P20D' } } } });
    expect(saved.headers.get('etag')).toBe('"1"');
    expect(await put(ofTeam, { activity: 'P21D' })).toMatchObject({ status: 422 });
    expect((await put(ofTeam, { activity: 'P10D' })).status).toBe(200);
    expect((await put(ofScenario(), { activity: 'P11D' })).body).toMatchObject({
      detail: expect.stringContaining('P10D (the team)') as unknown,
    });
    expect((await put(ofScenario(), { activity: 'P5D' })).status).toBe(200);
    expect(await get(ofScenario())).toMatchObject({
      lifetimes: {
        activity: { set: 'P5D', longest: 'P10D', effective: 'P5D' },
        'incomplete-runs': { set: null, longest: 'P20D', effective: 'P20D' },
        'gateway-logs': { set: null, longest: 'P30D' },
      },
    });
    expect([await daysOf(scenarioId, 'activity'), await daysOf(null, 'activity')]).toEqual([5, 20]);
    await waitFor(() => lastTold(scenarioId)?.activity === 5);
    expect(lastTold(null)).toEqual({ activity: 20, 'incomplete-runs': 20 });
  });

  it('of an outer one that becomes shorter holds inside too, and what was set inside holds again when that goes', async () => {
    await put('/v1/lifetimes', { activity: 'P2D' });
    expect(await get(ofScenario())).toMatchObject({ lifetimes: { activity: { set: 'P5D', effective: 'P2D' } } });
    expect(await daysOf(scenarioId, 'activity')).toBe(2);
    await put('/v1/lifetimes', {});
    await waitFor(() => Object.keys(lastTold(null) ?? { some: 1 }).length === 0);
    expect(await daysOf(scenarioId, 'activity')).toBe(5);
  });

  it('follows a scenario that is made in a team, moves to another one, or is deleted while its runs are kept', async () => {
    const other = await importInto(TEAM);
    await waitFor(() => lastTold(other)?.activity === 10);
    const { revision } = (await ask('GET', `/v1/scenarios/${other}`)).body as { revision: number };
    const moved = { body: { teamId: newId('tea') }, ifMatch: `"${String(revision)}"` };
    expect((await ask('PATCH', `/v1/scenarios/${other}`, moved)).status).toBe(200);
    await waitFor(() => Object.keys(lastTold(other) ?? { some: 1 }).length === 0);
    const third = await importInto(TEAM);
    expect((await ask('DELETE', `/v1/scenarios/${third}`)).status).toBe(204);
    await put(ofTeam, { activity: 'P9D' });
    expect([await daysOf(third, 'activity'), await daysOf(scenarioId, 'activity')]).toEqual([10, 5]);
    clock.advance(62 * DAY_MS);
    await executor.app.get(LifetimeSweepJob, { strict: false }).sweep();
    await waitFor(() => Object.keys(lastTold(third) ?? { some: 1 }).length === 0);
    clock.advance(-62 * DAY_MS);
  });

  it('is changed with If-Match only, noted in the audit log, and by whoever may in that team', async () => {
    expect(await ask('PUT', ofTeam, { body: { lifetimes: {} } })).toMatchObject({ status: 428 });
    expect(codeOf(await put(ofTeam, {}, { ifMatch: '"1"' }))).toBe('EXECUTOR.LIFETIMES_CHANGED');
    expect(codeOf(await put(ofTeam, {}, { ifMatch: 'W/x' }))).toBe('EXECUTOR.LIFETIMES_CHANGED');
    const as = (role: TeamRole, teamId = TEAM): Partial<AskedFor> => {
      const teams: Principal['teams'] = [{ teamIds: [teamId], scopes: accessPolicy().ofTeamRole(role) }];
      return { scopes: ['me:read'], teams };
    };
    expect((await put(ofTeam, { activity: 'P8D' }, as('admin'))).status).toBe(200);
    expect((await put(ofScenario(), { activity: 'P4D' }, as('admin'))).status).toBe(200);
    expect((await put(ofTeam, {}, as('member'))).status).toBe(403);
    expect((await put('/v1/lifetimes', {}, as('admin'))).status).toBe(403);
    expect(codeOf(await put(ofScenario(), {}, as('admin', newId('tea'))))).toBe('EXECUTOR.SCENARIO_NOT_FOUND');
    expect(codeOf(await ask('GET', '/v1/teams/x/lifetimes'))).toBe('EXECUTOR.TEAM_NOT_FOUND');
    expect(codeOf(await ask('GET', `/v1/scenarios/${newId('scn')}/lifetimes`))).toBe('EXECUTOR.SCENARIO_NOT_FOUND');
  });
});

describe('an incomplete execution past its shortened lifetime', () => {
  const sweep = () => executor.app.get(LifetimeSweepJob, { strict: false }).sweep();
  const rows = async (): Promise<unknown[]> =>
    (await database.asAdmin('select id from executor.incomplete_execution order by created_at')).map(
      (row) => (row as { id: string }).id,
    );
  const visible = async (): Promise<readonly string[]> =>
    ((await ask('GET', '/v1/incomplete-executions')).body as IncompleteList).items.map(({ id }) => id);

  it('is hidden to the millisecond, removed by the sweep and retried no more; others stay', async () => {
    const ids = await Promise.all(
      [3 * DAY_MS, 3 * DAY_MS - 1, 3 * DAY_MS].map(async (agoMs, index) => {
        const createdAt = new Date(clock.nowMs() - agoMs);
        const id = newId('inc');
        await house.askFrom(executor, 'retention', {
          method: 'PUT',
          path: '/internal/v1/categories/incomplete-runs/partitions',
          body: { create: [utcDay(createdAt.getTime())], dropBefore: '2020-01-01' },
        });
        await database.asAdmin(
          `insert into executor.incomplete_execution (tenant_id, id, created_at, updated_at, scenario_id, scenario_version, run_id,
             module_id, module, error_class, state, retry_kind, bytes, content_sealed, key_version)
           values ($1, $2, $3, $3, $4, 1, $5, 2, 'json:ParseJSON', 'DataError', 'pending', 'manual', 6, 'sealed', 1)`,
          [tenantId, id, createdAt, index === 2 ? newId('scn') : scenarioId, newId('run')],
        );
        return id;
      }),
    );
    const [past, within, elsewhere] = ids as [string, string, string];
    expect(await visible()).toHaveLength(3);
    await put(ofScenario(), { 'incomplete-runs': 'P3D' });
    expect((await visible()).toSorted()).toEqual([within, elsewhere].toSorted());
    expect((await ask('GET', `/v1/incomplete-executions/${past}`)).status).toBe(404);
    expect(await ask('POST', '/v1/incomplete-executions/retry', { body: { ids: [past] } })).toMatchObject({
      body: { count: 0 },
    });
    const { items } = (await ask('GET', '/v1/incomplete-executions')).body as IncompleteList;
    const kept = items.find(({ id }) => id === within);
    expect(Date.parse(kept?.expiresAt ?? '') - Date.parse(kept?.createdAt ?? '')).toBe(3 * DAY_MS);
    expect(await rows()).toContain(past);
    await sweep();
    expect((await rows()).toSorted()).toEqual([within, elsewhere].toSorted());
    clock.advance(1);
    await sweep();
    expect(await rows()).toEqual([elsewhere]);
    expect(retentionPolicy().ttl('incomplete-runs').milliseconds).toBeGreaterThan(3 * DAY_MS);
  });
});

describe('a run that is not over', () => {
  it('keeps what it began with where the gateway put it, and tells the gateway alone', async () => {
    const [waits, over, small] = [newId('dlv'), newId('dlv'), newId('dlv')];
    for (const [deliveryId, state, blob] of [
      [waits, 'waiting', 'blob-1'],
      [over, 'finished', 'blob-2'],
      [small, 'waiting', null],
    ])
      await database.asAdmin(
        `insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, delivery_id, state, status, due_at, input_blob)
         values ($1, $2, $3, 1, 'webhook', $4, $5::text, case when $5::text = 'finished' then 'success' end,
           case when $5::text = 'waiting' then '2100-01-01'::timestamptz end, $6)`,
        [tenantId, newId('run'), scenarioId, deliveryId, state, blob],
      );
    const body = { tenantId, deliveryIds: [waits, over, small] };
    const asked = { method: 'POST', path: '/internal/v1/needed-deliveries', body };
    expect((await house.askFrom(executor, 'gateway', asked)).body).toEqual({ deliveryIds: [waits] });
    expect((await house.askFrom(executor, 'console', asked)).status).toBe(403);
  });
});

import {
  type AccessList,
  type AccessReport,
  type AccessSummary,
  type AuditEntryList,
  type Principal,
  principalSchema,
} from '@ebbflow/contracts';
import { newId, type RunId } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import { identityForFile, PASSWORD } from '../support/started-identity.ts';

const DAY_MS = 86_400_000;
const house = identityForFile();
let operator: Principal;
let ada: Principal;
let token: { id: string; secret: string };

const call = (method: string, path: string, principal: Principal, body?: object) =>
  house.identity.call(method, path, body, { principal });
const principalOf = async (sessionToken: string) =>
  principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
const actorOf = ({ organisationId, kind, userId, scopes, teams, apiTokenId, sessionId }: Principal) => ({
  ...{ organisationId, kind, userId, scopes, teams: teams ?? [] },
  ...{ apiTokenId: apiTokenId ?? null, sessionId: sessionId ?? null },
});
const run = newId<RunId>('run');
const item = (more: Partial<AccessReport['items'][number]> = {}) => ({
  ...{ id: newId('acl'), occurredAt: house.identity.clock.now().toISOString(), actor: 0 },
  ...{ service: 'log-store', method: 'GET', route: '/v1/runs/:runId', scope: 'runs:read', objectId: run, status: 200 },
  ...more,
});
const report = (more: Partial<AccessReport> = {}, service: 'console' | 'executor' = 'console') => {
  const body = { source: 'console-1', first: 0, isLast: false, actors: [actorOf(ada)], items: [], ...more };
  return house.identity.call('POST', '/internal/v1/access-log', body, { service });
};
const summary = async (query: string, by = ada) =>
  (await call('GET', `/v1/access-log/summary?${query}`, by)).body as AccessSummary;

beforeAll(async () => {
  operator = await principalOf((await house.identity.anOwner('ops@example.test', 'Ops')).sessionToken);
  await house.identity.call('POST', '/internal/v1/registrations', { email: 'ada@example.test', password: PASSWORD });
  const outbox = await call('GET', '/v1/mail/outbox', operator);
  const link = /ebl_[A-Za-z0-9_-]{27}/.exec(JSON.stringify(outbox.body))?.[0];
  const confirmed = await house.identity.call('POST', '/internal/v1/registrations/confirm', {
    token: link,
    password: PASSWORD,
  });
  ada = await principalOf(String(confirmed.body['sessionToken']));
  const made = await call('POST', '/v1/me/api-tokens', ada, {
    name: 'Reports',
    scopes: ['runs:read', 'hooks:write'],
    expiresInDays: 90,
  });
  token = { id: String(made.body['id']), secret: String(made.body['token']) };
});

it('tells who could read what with a token, and what was read with it', async () => {
  const program = principalSchema.parse((await house.identity.resolve({ apiToken: token.secret })).body);
  const teamOnly = { teamIds: ['tea_1'], scopes: ['notifications:read'] };
  const limited = { ...actorOf(program), teams: [teamOnly] };
  const before = house.identity.clock.now().toISOString();
  house.identity.clock.advance(1_000);
  const items = [
    item(),
    item({ objectId: null, route: '/v1/runs' }),
    item({ status: 404 }),
    item({ service: 'gateway', route: '/v1/hooks', scope: 'hooks:read', objectId: null, status: 403 }),
    item({ actor: 1, scope: 'me:read', route: '/v1/me', service: 'identity' }),
  ];
  const sent = { actors: [limited, actorOf(ada)], items };
  expect((await report({}, 'executor')).status).toBe(403);
  expect((await report(sent)).status).toBe(204);
  // An answer that was lost: the same report again.
  expect((await report(sent)).status).toBe(204);
  house.identity.clock.advance(1_000);

  const of = await summary(`apiTokenId=${token.id}`);
  expect(of.token).toMatchObject({ name: 'Reports', userId: ada.userId });
  expect(of.couldRead).toEqual([
    expect.objectContaining({ scope: 'runs:read', categories: ['execution-details'], teamIds: null }),
    expect.objectContaining({ scope: 'notifications:read', categories: ['notifications'], teamIds: ['tea_1'] }),
  ]);
  expect(of.did).toEqual([
    expect.objectContaining({
      route: '/v1/runs/:runId',
      calls: 2,
      refused: 1,
      objects: 1,
      objectIds: [run],
      categories: ['execution-details'],
    }),
    expect.objectContaining({ route: '/v1/hooks', calls: 1, refused: 1, objects: 0 }),
    expect.objectContaining({ route: '/v1/runs', calls: 1, refused: 0 }),
  ]);
  expect(of.gaps).toEqual([]);
  expect((await summary(`apiTokenId=${token.id}&to=${before}`)).did).toEqual([]);
  const own = await summary(`userId=${String(ada.userId)}`);
  // The owner could read everything there is to read.
  expect(own.couldRead.map(({ scope }) => scope)).toEqual(
    expect.arrayContaining(['audit:read', 'runs:read', 'members:read']),
  );
  expect(own.did.map(({ route }) => route)).toEqual(['/v1/me']);
  expect((await call('GET', '/v1/access-log/summary', ada)).status).toBe(400);
});

it('is listed newest first, page by page, each call once', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await call('GET', `/v1/access-log?apiTokenId=${token.id}&limit=3${cursor}`, ada);
    const { items, nextCursor } = body as AccessList;
    seen.push(...items.map(({ route, status }) => `${String(route)} ${String(status)}`));
    cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
  } while (cursor !== '');
  expect(seen).toEqual(['/v1/hooks 403', '/v1/runs/:runId 404', '/v1/runs 200', '/v1/runs/:runId 200']);
  const { body } = await call('GET', `/v1/access-log?objectId=${run}`, ada);
  expect((body as AccessList).items.map(({ objectId }) => objectId)).toEqual([run, run, run]);
});

it('of another organisation is for staff of the installation, and that organisation sees it', async () => {
  const path = `apiTokenId=${token.id}&organisationId=${ada.organisationId}`;
  expect((await summary(path, operator)).did).toHaveLength(3);
  const audit = (await call('GET', '/v1/audit?action=access-log.shown-to-staff', ada)).body as AuditEntryList;
  expect(audit.items).toMatchObject([{ actor: { kind: 'staff', id: operator.userId }, facts: { ids: [token.id] } }]);
  const elsewhere = await call('GET', `/v1/access-log?organisationId=${operator.organisationId}`, ada);
  expect(elsewhere).toMatchObject({ status: 404, body: { code: 'IDENTITY.ACCESS_LOG_ELSEWHERE' } });
  expect((await summary(`apiTokenId=${token.id}`, operator)).did).toEqual([]);
});

it('says where it is not whole: what a console had to drop, and the end of one that said nothing more', async () => {
  await report({ source: 'console-2', first: 0, items: [item()] });
  house.identity.clock.advance(5_000);
  await report({ source: 'console-2', first: 8, items: [item()] });
  const query = `userId=${String(ada.userId)}`;
  expect((await summary(query)).gaps).toMatchObject([{ count: 7 }]);
  house.identity.clock.advance(2 * 60_000);
  // Both that never closed; then one says that it ends.
  expect((await summary(query)).gaps.filter(({ count }) => count === null)).toHaveLength(2);
  await report({ source: 'console-2', first: 9, isLast: true });
  expect((await summary(query)).gaps.filter(({ count }) => count === null)).toHaveLength(1);
});

it('is not told any more the second its lifetime is over, and goes with its day', async () => {
  const ttlMs = retentionPolicy().ttl('access-log').milliseconds;
  const day = house.identity.clock.now().toISOString().slice(0, 10);
  await report({ source: 'console-3', items: [item({ objectId: newId('scn') })] });
  const there = async () => ((await call('GET', '/v1/access-log?limit=200', ada)).body as AccessList).items.length;
  const known = await there();
  expect(known).toBeGreaterThan(0);
  house.identity.clock.advance(ttlMs - 1);
  expect(await there()).toBe(1);
  house.identity.clock.advance(1);
  expect(await there()).toBe(0);
  house.identity.clock.advance(DAY_MS);
  const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
  const plan = { create: [], dropBefore: next };
  await house.identity.call('PUT', '/internal/v1/categories/access-log/partitions', plan, { service: 'retention' });
  for (const table of ['access_log', 'access_rights'])
    expect(await house.database.asAdmin(`select 1 from identity.${table}`)).toEqual([]);
});

it('is written from what each answer says of its route, also where it was refused, and to nobody but the edge', async () => {
  const headersOf = ({ headers }: { headers: Headers }) => [
    headers.get('x-ebbflow-route'),
    headers.get('x-ebbflow-scope'),
  ];
  expect(headersOf(await call('GET', `/v1/teams/tea_${'1'.repeat(32)}`, ada))).toEqual([
    '/v1/teams/:teamId',
    'teams:read',
  ]);
  const without = { ...ada, scopes: [] };
  const refused = await call('GET', '/v1/members', without);
  expect([refused.status, ...headersOf(refused)]).toEqual([403, '/v1/members', 'members:read']);
  expect(headersOf(await call('GET', '/v1/nothing-here', ada))).toEqual([null, null]);
  expect(headersOf(await house.identity.call('POST', '/internal/v1/access-log', {}))).toEqual([null, null]);
});

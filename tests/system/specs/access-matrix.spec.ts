import { randomBytes } from 'node:crypto';
import { consoleService } from '@ebbflow/console';
import { type Principal, principalSchema, type ServiceName } from '@ebbflow/contracts';
import { executorService } from '@ebbflow/executor';
import { gatewayService } from '@ebbflow/gateway';
import { identityService } from '@ebbflow/identity';
import { type IdPrefix, newId } from '@ebbflow/kernel';
import { logStoreService } from '@ebbflow/log-store';
import { accessPolicy, AccessPolicy, ORGANISATION_ROLES, TEAM_ROLES } from '@ebbflow/policy';
import { retentionService } from '@ebbflow/retention';
import { listRoutes, type RunningService, type ServiceDefinition } from '@ebbflow/service-host';
import { type Asked, testHouse, waitFor } from '@ebbflow/testing';
import { vaultService } from '@ebbflow/vault';
import { differences, type GuardedRoute, type Member } from '../src/access-matrix.ts';
import { Browser } from '../src/browser.ts';
import { freePortPair } from '../src/free-port-pair.ts';

const PASSWORD = 'seven quiet tides';
const RESOLVE = 'POST /internal/v1/principals/resolve';
const policy = accessPolicy();
const WITH_DATABASE = [
  identityService,
  vaultService,
  executorService,
  gatewayService,
  logStoreService,
  retentionService,
];
const house = testHouse(WITH_DATABASE);
const running = new Map<ServiceName, RunningService>();
const routes: GuardedRoute[] = [];
const members: Member[] = [];
let owner: Principal;
let stranger: Principal;
/** What the owner has made, by path parameter; of the other team under `other`. */
const own: Record<string, string> = {};
const other: Record<string, string> = {};

const service = (name: ServiceName): RunningService => {
  const found = running.get(name);
  if (found === undefined) throw new Error(`${name} is started in beforeAll.`);
  return found;
};
/** `request`: such as `GET /v1/teams`. */
function ask(name: ServiceName, principal: Principal | undefined, request: string, body?: object): Promise<Asked> {
  const [method = '', path = ''] = request.split(' ');
  return house.ask(service(name), method, path, {
    as: 'console',
    ...(principal && { principal }),
    ...(body && { body }),
  });
}
async function made(name: ServiceName, path: string, body: object): Promise<string> {
  const answer = await ask(name, owner, `POST ${path}`, body);
  const { id, scenarioId } = answer.body as { id?: string; scenarioId?: string };
  if (answer.status !== 201) throw new Error(`${path} answered ${JSON.stringify(answer.body)}.`);
  return id ?? scenarioId ?? '';
}
const resolved = async (sessionToken: unknown): Promise<Principal> =>
  principalSchema.parse((await ask('identity', undefined, RESOLVE, { sessionToken })).body);

async function anOwner(name: string): Promise<Principal> {
  const { body } = await ask('identity', undefined, 'POST /internal/v1/organisations', { name });
  const { setupToken: token } = body as { setupToken: string };
  const redeem = { token, email: `${name}@example.test`, password: PASSWORD };
  const redeemed = await ask('identity', undefined, 'POST /internal/v1/setup-links/redeem', redeem);
  return resolved((redeemed.body as { sessionToken: string }).sessionToken);
}

const addressOf = (role: Member['role'], teamRole?: Member['teamRole']): string =>
  `${role}-${teamRole ?? 'none'}@example.test`;

/** The token of the link that the owner's invitation sends. */
async function anInvitation(
  email: string,
  role: Member['role'],
  teamRole?: Member['teamRole'],
): Promise<string | undefined> {
  const team = teamRole === undefined ? {} : { team: { id: own['teamId'], role: teamRole } };
  await made('identity', '/v1/invitations', { email, role, ...team });
  const { body } = await ask('identity', owner, 'GET /v1/mail/outbox');
  const mail = (body as { items: { to: string; text: string }[] }).items.find(({ to }) => to === email);
  return /ebl_[A-Za-z0-9_-]{27}/.exec(mail?.text ?? '')?.[0];
}

/** Invited by the owner, as anybody is, and resolved by identity. */
async function aMember(role: Member['role'], teamRole?: Member['teamRole']): Promise<Member> {
  const token = await anInvitation(addressOf(role, teamRole), role, teamRole);
  const accepted = await ask('identity', undefined, 'POST /internal/v1/invitations/accept', {
    token,
    password: PASSWORD,
  });
  const principal = await resolved((accepted.body as { sessionToken: string }).sessionToken);
  return { role, ...(teamRole && { teamRole }), principal };
}

async function start(definition: ServiceDefinition, more: Record<string, string> = {}): Promise<void> {
  const urls = [...running].map(([name, { url }]) => [`EBB_URL_${name.toUpperCase().replace('-', '_')}`, url]);
  const started = await house.start(definition, { ...(Object.fromEntries(urls) as object), ...more });
  running.set(definition.name, started);
  const named = definition.objectTeams && started.app.get(definition.objectTeams, { strict: false }).named;
  const namedParameters = Object.keys(named ?? {});
  routes.push(...listRoutes(started.app).map((route) => ({ ...route, service: definition.name, namedParameters })));
}

/** Of a scenario of that team. */
async function aHook(teamId: string): Promise<string> {
  const blueprint = { name: 'x', flow: [{ id: 1, module: 'gateway:CustomWebHook', version: 1 }] };
  const scenarioId = await made('executor', '/v1/scenarios', { blueprint, teamId });
  const { items } = (await ask('gateway', owner, 'GET /v1/hooks?limit=200')).body as {
    items: { id: string; scenarioId: string }[];
  };
  return items.find((hook) => hook.scenarioId === scenarioId)?.id ?? '';
}

/** A run of that scenario, once the log store has it. */
async function aFinishedRun(scenarioId: string): Promise<string> {
  const { body } = await ask('executor', owner, `POST /v1/scenarios/${scenarioId}/runs`, {});
  const { runId } = body as { runId: string };
  await waitFor(async () => (await ask('log-store', owner, `GET /v1/runs/${runId}`)).status === 200);
  return runId;
}

async function makeThings(): Promise<void> {
  const blueprint = { name: 'x', flow: [{ id: 1, module: 'builtin:BasicFeeder', version: 1, mapper: { array: [] } }] };
  for (const [things, name] of [
    [own, 'Own'],
    [other, 'Other'],
  ] as const) {
    const teamId = await made('identity', '/v1/teams', { name });
    const connection = { name: 'x', kind: 'api-key', settings: { placement: 'header', parameterName: 'X-Key' } };
    const secret = { secret: { key: 'k' }, allowedOrigins: ['https://api.example.com'] };
    const variable = { scope: 'team', scopeId: teamId, name: 'x', type: 'number', value: 1 };
    Object.assign(things, {
      teamId,
      scenarioId: await made('executor', '/v1/scenarios', { blueprint, teamId }),
      variableId: await made('executor', '/v1/variables', variable),
      hookId: await aHook(teamId),
      connectionId: await made('vault', '/v1/connections', { ...connection, ...secret, teamId }),
    });
  }
  for (const things of [own, other]) things['runId'] = await aFinishedRun(things['scenarioId'] ?? '');
  own['folderId'] = await made('executor', '/v1/scenario-folders', { name: 'x' });
  own['storeId'] = await made('executor', '/v1/data-stores', { name: 'x', maxBytes: 1_048_576 });
  own['structureId'] = await made('executor', '/v1/data-structures', { name: 'x', fields: [] });
  own['roleId'] = await made('identity', '/v1/roles', { name: 'x', level: 'team', scopes: [] });
  own['userId'] = owner.userId ?? '';
}

beforeAll(async () => {
  // The executor asks the gateway and is asked by it, so its address is known before it starts.
  const port = await freePortPair();
  const asked = { EBB_URL_EXECUTOR: `http://127.0.0.1:${String(port)}` };
  await start(identityService);
  await start(vaultService, { EBB_VAULT_ROOT_KEY: randomBytes(32).toString('base64') });
  await start(gatewayService, { ...asked, EBB_GATEWAY_DOOR_PORT: '0' });
  await start(logStoreService, asked);
  await start(executorService, {
    ...{ EBB_SERVICE_PORT: String(port), EBB_EXECUTOR_NODE: 'test' },
    EBB_EXECUTOR_POLL: '1s',
  });
  await start(retentionService);
  await start(consoleService, { EBB_PUBLIC_URL: 'http://127.0.0.1:7100' });
  [owner, stranger] = [await anOwner('ours'), await anOwner('theirs')];
  await makeThings();
  members.push({ role: 'owner', principal: owner });
  for (const role of ORGANISATION_ROLES.slice(1)) members.push(await aMember(role));
  for (const teamRole of TEAM_ROLES) members.push(await aMember('member', teamRole));
}, 120_000);

describe('the access matrix', () => {
  it('is what the guard decides: every route of every service, every role, own team, other team and other tenant', async () => {
    expect(new Set(routes.map(({ service: name }) => name)).size).toBe(WITH_DATABASE.length + 1);
    expect(routes.filter((route) => route.policy?.kind === 'scope').length).toBeGreaterThan(150);
    expect(members).toHaveLength(10);
    expect(await differences(policy, routes, members)).toEqual([]);
  }, 60_000);

  it('has no scope that no route asks for', () => {
    const asked = new Set(routes.flatMap(({ policy: of }) => (of?.kind === 'scope' ? [of.scope] : [])));
    expect([...policy.scopes.keys()].filter((scope) => !asked.has(scope))).toEqual([]);
  });

  it('would tell a route without a policy, one the matrix does not know, and a role that was given too much', async () => {
    const [route] = routes.filter(({ path }) => path === '/v1/scenarios/:scenarioId');
    if (route === undefined) throw new Error('The executor has this route.');
    const { policy: _policy, ...open } = route;
    expect(await differences(policy, [open], members)).toEqual([expect.stringContaining('no policy')]);
    const unknown: GuardedRoute = { ...route, policy: { kind: 'scope', scope: 'scenarios:fly' } };
    expect(await differences(policy, [unknown], members)).toEqual([expect.stringContaining('has no scenarios:fly')]);
    const [accountant] = members.filter(({ role }) => role === 'accountant');
    const tooMuch = {
      role: 'accountant' as const,
      principal: { ...owner, ...accountant?.principal, scopes: ['scenarios:read'] },
    };
    expect(await differences(policy, [route], [tooMuch])).not.toEqual([]);
    const withoutTeams = new AccessPolicy(
      Object.fromEntries([...policy.scopes].map(([id, scope]) => [id, { ...scope, team: [] }])),
    );
    expect(await differences(withoutTeams, [route], members)).not.toEqual([]);
    const careless: GuardedRoute = {
      ...route,
      team: { kind: 'shared' },
      policy: { kind: 'scope', scope: 'scenarios:write' },
    };
    expect(await differences(policy, [careless], members)).not.toEqual([]);
  });
});

describe('in the console', () => {
  const home = async (browser: Browser): Promise<string> => {
    await browser.open(`${service('console').url}/`);
    expect(browser.status).toBe(200);
    return browser.page;
  };
  const signIn = async (browser: Browser, email: string): Promise<void> => {
    await browser.open(`${service('console').url}/sign-in`);
    await browser.submit({ email, password: PASSWORD });
  };

  it('who was invited accepts and comes in, and is told by each service what the role does not include', async () => {
    const browser = new Browser();
    const email = 'invited@example.test';
    await browser.open(`${service('console').url}/invitations/${await anInvitation(email, 'member')}`);
    await browser.submit({ password: PASSWORD, again: PASSWORD });
    expect(await home(browser)).toContain('<div id="app">');
    for (const path of ['executor/v1/scenarios', 'log-store/v1/runs']) {
      await browser.open(`${service('console').url}/api/${path}`);
      expect([path, browser.status]).toEqual([path, 403]);
    }
  });

  it('a sign-in in the browser of somebody else ends their session', async () => {
    const browser = new Browser();
    await signIn(browser, addressOf('admin'));
    const before = browser.cookie('ebb_session');
    expect((await ask('identity', undefined, RESOLVE, { sessionToken: before })).status).toBe(200);
    await signIn(browser, addressOf('accountant'));
    expect((await ask('identity', undefined, RESOLVE, { sessionToken: before })).status).toBe(401);
    const after = await resolved(browser.cookie('ebb_session'));
    expect(after.userId).toBe(members.find(({ role }) => role === 'accountant')?.principal.userId);
  });
});

describe('over HTTP', () => {
  const filled = ({ path }: GuardedRoute, things: Readonly<Record<string, string>>): string =>
    path.replaceAll(/:(\w+)/g, (_all, name: string) => things[name] ?? NOWHERE[name] ?? 'x');

  it('one route of each scope answers each role as the matrix says', async () => {
    const byScope = Map.groupBy(
      routes.filter(({ policy: of, method }) => of?.kind === 'scope' && method !== 'HEAD'),
      ({ policy: of }) => (of?.kind === 'scope' ? of.scope : ''),
    );
    const wrong: string[] = [];
    for (const [scope, candidates] of byScope) {
      // A list where there is one: it is what lets nobody in who is not allowed, whatever ids they know.
      const [route] = candidates.toSorted((one, two) => one.path.split(':').length - two.path.split(':').length);
      if (route === undefined || /events|stream/.test(route.path)) continue;
      for (const { role, teamRole, principal } of members) {
        const answer = await ask(route.service, principal, `${route.method} ${filled(route, NOWHERE)}`);
        // Who may read in a team and asks to write what is nowhere learns that it is nowhere.
        const isRefused = codeOf(answer.body) === 'HOST.FORBIDDEN' || answer.status === 404;
        const holds =
          role === 'owner' ||
          policy.scopes.get(scope)?.organisation.includes(role) === true ||
          (teamRole !== undefined && policy.scopes.get(scope)?.team.includes(teamRole) === true);
        if (!holds && !isRefused)
          wrong.push(`${route.method} ${route.path}: ${role}/${teamRole ?? '-'} got ${String(answer.status)}`);
        if (role === 'owner' && codeOf(answer.body) === 'HOST.FORBIDDEN')
          wrong.push(`${route.method} ${route.path}: the owner was refused`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('what is read by id tells another tenant what it tells of nothing', async () => {
    const reads = routes.filter(
      ({ method, path, policy: of }) => method === 'GET' && of?.kind === 'scope' && path.includes('/:'),
    );
    expect(reads.length).toBeGreaterThan(30);
    const told: string[] = [];
    for (const route of reads) {
      const theirs = await ask(route.service, stranger, `GET ${filled(route, own)}`);
      const nothing = await ask(route.service, stranger, `GET ${filled(route, NOWHERE)}`);
      if (toldBy(theirs) !== toldBy(nothing)) told.push(route.path);
    }
    expect(told).toEqual([]);
    // And the owner's own things are there, or the comparison above would be one of nothing with nothing.
    for (const name of [
      ...['teamId', 'scenarioId', 'variableId', 'connectionId', 'hookId', 'folderId', 'storeId', 'structureId'],
    ]) {
      const route = reads.find(({ path }) => path.endsWith(`/:${name}`));
      expect([name, route && (await ask(route.service, owner, `GET ${filled(route, own)}`)).status]).toEqual([
        name,
        200,
      ]);
    }
  }, 60_000);

  it('what is read by id tells a member of one team nothing of another', async () => {
    const [admin] = members.filter(({ teamRole }) => teamRole === 'admin');
    const reads = routes.filter(
      ({ method, path, namedParameters, policy: of }) =>
        method === 'GET' &&
        of?.kind === 'scope' &&
        policy.scopes.get(of.scope)?.reach === 'team' &&
        namedParameters.some((name) => other[name] !== undefined && path.includes(`:${name}`)),
    );
    expect(reads.length).toBeGreaterThan(10);
    const told: string[] = [];
    for (const route of reads) {
      const theirs = await ask(route.service, admin?.principal, `GET ${filled(route, other)}`);
      if (theirs.status !== 404) told.push(`${route.path} answered ${String(theirs.status)}`);
      // Streams stay open, so the team's own are left to the service's tests.
      if (/events/.test(route.path)) continue;
      const ours = await ask(route.service, admin?.principal, `GET ${filled(route, own)}`);
      if (ours.status === 403) told.push(`${route.path} refused its own team`);
    }
    expect(told).toEqual([]);
  }, 60_000);

  it('what is listed to a member of one team is of that team alone', async () => {
    const listed = async (name: ServiceName, path: string, { principal }: Member): Promise<string[]> => {
      const { status, body } = await ask(name, principal, `GET ${path}?limit=200`);
      if (status !== 200) return [`${path} answered ${String(status)}`];
      const { items } = body as { items: { id: string; scenarioId?: string }[] };
      return items.map(({ id }) => id);
    };
    const inTeam = members.filter(({ teamRole }) => teamRole !== undefined);
    expect(inTeam).toHaveLength(TEAM_ROLES.length);
    for (const member of inTeam) {
      expect(await listed('log-store', '/v1/runs', member)).toEqual([own['runId']]);
      expect(await listed('gateway', '/v1/hooks', member)).toEqual([own['hookId']]);
      expect(await listed('log-store', '/v1/notifications', member)).toEqual([]);
    }
  });
});

const codeOf = (body: unknown): string | undefined => (body as { code?: string } | undefined)?.code;
/** All of an answer but the trace, which is another each time, and ids, which the caller gave. */
const toldBy = ({ status, body }: Asked): string =>
  JSON.stringify([status, body], (name, value: unknown) => (name === 'traceId' ? undefined : value)).replaceAll(
    /[a-z]{3}_[0-9a-f]{32}/g,
    'id',
  );

/** Ids of things that are nowhere. */
const NOWHERE = Object.fromEntries(
  Object.entries<IdPrefix>({
    ...{ teamId: 'tea', scenarioId: 'scn', variableId: 'var', connectionId: 'con', folderId: 'fld', storeId: 'dst' },
    ...{ structureId: 'dsr', roleId: 'rol', userId: 'usr', runId: 'run', incompleteId: 'inc', hookId: 'hok' },
    ...{
      deliveryId: 'dlv',
      deviceId: 'dev',
      keyId: 'kch',
      replayId: 'rpl',
      sessionId: 'ses',
      invitationId: 'inv',
      tokenId: 'tok',
    },
  }).map(([name, prefix]) => [name, newId(prefix)]),
);

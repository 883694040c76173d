import type { Principal } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import type { FastifyRequest } from 'fastify';
import type { ServiceTokens } from '../tokens/service-tokens.ts';
import { AccessCheck } from './access-check.ts';
import type { ObjectPlace } from './may.policy.ts';
import type { EbbflowRouteConfig } from './route-config.ts';

const THINGS: Record<string, Omit<ObjectPlace, 'organisationId'>> = {
  mine: { teamId: 'tea_1' },
  theirs: { teamId: 'tea_2' },
  nobodys: { teamId: null },
  everybodys: { teamId: null, isShared: true },
  'read by all': { isReadByAll: true },
};
const named = {
  thingId: {
    placeOf: (tenantId: string, id: string) => Promise.resolve(tenantId === 'org_1' ? THINGS[id] : undefined),
    notFound: () => new ExpectedError('PROBE.NOT_FOUND', 404, 'There is no such thing.'),
  },
};

const member = (scopes: string[], more: Partial<Principal> = {}): Principal => ({
  organisationId: 'org_1',
  userId: 'usr_1',
  kind: 'user',
  scopes: [],
  teams: [{ teamIds: ['tea_1'], scopes }],
  ...more,
});

async function verdict(principal: Principal | undefined, asked: object, config: EbbflowRouteConfig): Promise<string> {
  const tokens = { verify: () => Promise.resolve({ service: 'console' as const, ...(principal && { principal }) }) };
  const request = {
    is404: false,
    routeOptions: { config: { ebbflow: config } },
    headers: { authorization: 'Bearer a.b.c' },
    params: {},
    query: {},
    ...asked,
  };
  try {
    await new AccessCheck(tokens as unknown as ServiceTokens, named).admit(request as unknown as FastifyRequest);
    return 'isAdmitted' in request ? 'in' : 'lost';
  } catch (thrown) {
    return (thrown as ExpectedError).code;
  }
}

const writes: EbbflowRouteConfig = { policy: { kind: 'scope', scope: 'things:write' } };
const writer = member(['things:read', 'things:write']);
const reader = member(['things:read']);
const thing = (thingId: string) => ({ params: { thingId } });

it.each([
  ['mine', 'in', 'HOST.FORBIDDEN'],
  ['theirs', 'PROBE.NOT_FOUND', 'PROBE.NOT_FOUND'],
  ['nobodys', 'PROBE.NOT_FOUND', 'PROBE.NOT_FOUND'],
  ['everybodys', 'in', 'HOST.FORBIDDEN'],
  ['read by all', 'HOST.FORBIDDEN', 'HOST.FORBIDDEN'],
  ['unknown', 'PROBE.NOT_FOUND', 'PROBE.NOT_FOUND'],
])('a thing that is %s answers a writer of a team with %s, a reader with %s', async (id, forWriter, forReader) => {
  expect(await verdict(writer, thing(id), writes)).toBe(forWriter);
  expect(await verdict(reader, thing(id), writes)).toBe(forReader);
});

it('who may in the whole organisation is let in without a look at the thing', async () => {
  expect(await verdict(member([], { scopes: ['things:write'] }), thing('unknown'), writes)).toBe('in');
});

it('who may nowhere is refused without a look at the thing', async () => {
  expect(await verdict(member(['others:write']), thing('mine'), writes)).toBe('HOST.FORBIDDEN');
  expect(await verdict(undefined, thing('mine'), writes)).toBe('HOST.FORBIDDEN');
});

it('a route that names no thing is closed to teams, unless its handler keeps to them', async () => {
  expect(await verdict(writer, {}, writes)).toBe('HOST.FORBIDDEN');
  expect(await verdict(writer, {}, { ...writes, team: { kind: 'filter' } })).toBe('in');
  expect(await verdict(writer, {}, { ...writes, team: { kind: 'shared' } })).toBe('in');
  for (const kind of ['filter', 'shared'] as const)
    expect(await verdict(reader, {}, { ...writes, team: { kind } })).toBe('HOST.FORBIDDEN');
});

it('a thing named by a query parameter counts where the route says so, and only once', async () => {
  const listed: EbbflowRouteConfig = { ...writes, team: { kind: 'query', parameter: 'thingId' } };
  expect(await verdict(writer, { query: { thingId: 'mine' } }, writes)).toBe('HOST.FORBIDDEN');
  expect(await verdict(writer, { query: { thingId: 'mine' } }, listed)).toBe('in');
  expect(await verdict(writer, { query: { thingId: 'theirs' } }, listed)).toBe('PROBE.NOT_FOUND');
  expect(await verdict(writer, { query: { thingId: ['mine', 'theirs'] } }, listed)).toBe('HOST.FORBIDDEN');
  expect(await verdict(writer, {}, listed)).toBe('HOST.FORBIDDEN');
});

it('a route without a policy lets nobody in, also an owner', async () => {
  expect(await verdict(member([], { scopes: ['*'] }), thing('mine'), {})).toBe('HOST.FORBIDDEN');
});

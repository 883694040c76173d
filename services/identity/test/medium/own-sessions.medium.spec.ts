import { jest } from '@jest/globals';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { PasswordsService } from '../../src/passwords/passwords.service.ts';
import { type Answer, identityForFile, PASSWORD } from '../support/started-identity.ts';

const MINUTE_MS = 60_000;
const NEW_PASSWORD = 'nine slow lanterns';
const house = identityForFile();
afterEach(() => jest.restoreAllMocks());

interface Visitor {
  readonly sessionToken: string;
  readonly principal: Principal;
  ask(method: string, path: string, body?: object): Promise<Answer>;
}

async function visitorOf(sessionToken: string): Promise<Visitor> {
  const principal = principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
  return {
    sessionToken,
    principal,
    ask: (method, path, body) => house.identity.call(method, path, body, { principal }),
  };
}

async function aPerson(email: string): Promise<Visitor> {
  return visitorOf((await house.identity.anOwner(email, email)).sessionToken);
}

async function again(email: string, password = PASSWORD): Promise<Visitor> {
  return visitorOf(String((await house.identity.signIn(email, password)).body['sessionToken']));
}

const statusOf = async (visitor: Visitor): Promise<number> =>
  (await house.identity.resolve({ sessionToken: visitor.sessionToken })).status;

describe('a person’s sessions', () => {
  it('are listed newest first, with the one that asks, and nobody else’s', async () => {
    const first = await aPerson('list@example.test');
    await aPerson('list-other@example.test');
    house.identity.clock.advance(MINUTE_MS);
    const second = await again('list@example.test');
    const { body } = await second.ask('GET', '/v1/me/sessions');
    expect(body).toMatchObject({
      items: [
        { id: second.principal.sessionId, isCurrent: true },
        { id: first.principal.sessionId, isCurrent: false },
      ],
      nextCursor: null,
    });
  });

  it('tell how many seconds are left, and asking does not add any', async () => {
    const visitor = await aPerson('left@example.test');
    expect((await visitor.ask('GET', '/v1/me/session')).body).toMatchObject({ secondsLeft: 1_200 });
    house.identity.clock.advance(18 * MINUTE_MS);
    expect((await visitor.ask('GET', '/v1/me/session')).body).toMatchObject({ secondsLeft: 120, isCurrent: true });
    expect(await statusOf(visitor)).toBe(200);
    expect((await visitor.ask('GET', '/v1/me/session')).body).toMatchObject({ secondsLeft: 1_200 });
  });

  it('are ended one by one or all others at once', async () => {
    const [first, second, third] = [
      await aPerson('end@example.test'),
      await again('end@example.test'),
      await again('end@example.test'),
    ];
    expect((await third.ask('DELETE', `/v1/me/sessions/${first.principal.sessionId ?? ''}`)).status).toBe(204);
    expect([await statusOf(first), await statusOf(second), await statusOf(third)]).toEqual([401, 200, 200]);
    expect((await third.ask('DELETE', '/v1/me/sessions')).status).toBe(204);
    expect([await statusOf(second), await statusOf(third)]).toEqual([401, 200]);
  });

  it('of somebody else are not found, and stay', async () => {
    const [mine, other] = [await aPerson('mine@example.test'), await aPerson('theirs@example.test')];
    const answer = await mine.ask('DELETE', `/v1/me/sessions/${other.principal.sessionId ?? ''}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'IDENTITY.SESSION_NOT_FOUND' } });
    expect(await statusOf(other)).toBe(200);
  });

  it('are at most fifty; the oldest goes', async () => {
    const first = await aPerson('many@example.test');
    const passwords = house.identity.service.app.get(PasswordsService, { strict: false });
    jest.spyOn(passwords, 'verify').mockResolvedValue({ matches: true, needsRehash: false });
    for (let count = 1; count <= 50; count += 1)
      await house.identity.signIn('many@example.test', 'x', `192.0.2.${String(count)}`);
    expect(await statusOf(first)).toBe(401);
    const last = await again('many@example.test');
    expect((await last.ask('GET', '/v1/me/sessions')).body['items']).toHaveLength(50);
  });

  it.each([
    ['GET', '/v1/me/sessions', undefined],
    ['GET', '/v1/me/session', undefined],
    ['DELETE', '/v1/me/sessions', undefined],
    ['PUT', '/v1/me/password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }],
  ])('are not for an API token: %s %s', async (method, path, body) => {
    const { principal } = await aPerson(`token-${String(Math.random()).slice(2)}@example.test`);
    const token = { organisationId: principal.organisationId, userId: null, scopes: ['*'], kind: 'api-token' as const };
    expect(await house.identity.call(method, path, body, { principal: token })).toMatchObject({
      status: 403,
      body: { code: 'IDENTITY.NOT_A_PERSON' },
    });
  });
});

describe('a new password', () => {
  it('ends every session, the asking one too, and the old one opens nothing', async () => {
    const first = await aPerson('change@example.test');
    const second = await again('change@example.test');
    const answer = await second.ask('PUT', '/v1/me/password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
    expect(answer.status).toBe(204);
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 401]);
    expect((await house.identity.signIn('change@example.test', PASSWORD)).status).toBe(401);
    expect((await house.identity.signIn('change@example.test', NEW_PASSWORD)).status).toBe(201);
  });

  it('needs the current one, and nothing changes without', async () => {
    const visitor = await aPerson('wrong@example.test');
    const answer = await visitor.ask('PUT', '/v1/me/password', { currentPassword: 'wrong', newPassword: NEW_PASSWORD });
    expect(answer).toMatchObject({ status: 403, body: { code: 'IDENTITY.WRONG_PASSWORD' } });
    expect(await statusOf(visitor)).toBe(200);
    expect((await house.identity.signIn('wrong@example.test', PASSWORD)).status).toBe(201);
  });

  it('is none of those that are tried first, and such a one is not hashed', async () => {
    const visitor = await aPerson('common@example.test');
    const hash = jest.spyOn(house.identity.service.app.get(PasswordsService, { strict: false }), 'hash');
    const answer = await visitor.ask('PUT', '/v1/me/password', {
      currentPassword: PASSWORD,
      newPassword: 'Password2026!',
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'IDENTITY.PASSWORD_TOO_COMMON' } });
    expect(hash).not.toHaveBeenCalled();
  });

  it('is guessed at ten times in a session and no more, which locks nobody out at the door', async () => {
    const visitor = await aPerson('guess@example.test');
    const passwords = house.identity.service.app.get(PasswordsService, { strict: false });
    const verify = jest.spyOn(passwords, 'verify').mockResolvedValue({ matches: false });
    const guess = { currentPassword: 'guess', newPassword: NEW_PASSWORD };
    for (let count = 1; count <= 10; count += 1)
      expect((await visitor.ask('PUT', '/v1/me/password', guess)).status).toBe(403);
    expect(await visitor.ask('PUT', '/v1/me/password', guess)).toMatchObject({
      status: 429,
      body: { code: 'IDENTITY.TOO_MANY_ATTEMPTS' },
    });
    expect(verify).toHaveBeenCalledTimes(10);
    verify.mockRestore();
    expect((await house.identity.signIn('guess@example.test', PASSWORD)).status).toBe(201);
  });
});

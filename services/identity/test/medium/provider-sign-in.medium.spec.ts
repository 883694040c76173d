import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { TOTP } from 'otpauth';
import { ConfigError, Settings } from '@ebbflow/config';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { TemplateDatabase } from '@ebbflow/testing';
import { identityService } from '../../src/index.ts';
import { PasswordsService } from '../../src/passwords/passwords.service.ts';
import { SignInProvidersConfig } from '../../src/sign-in-providers/sign-in-providers.config.ts';
import { OidcProvider, type ProviderPerson } from '../support/oidc-provider.fake.ts';
import { type Answer, PASSWORD, StartedIdentity } from '../support/started-identity.ts';

const MINUTE_MS = 60_000;
const acme = new OidcProvider();
const other = new OidcProvider();
/** OAuth 2 alone, as some have it: whoever has a code is user 42. */
const git: Server = createServer((request, response) => {
  const isUser = request.url === '/user' && request.headers.authorization === 'Bearer git-token';
  const body = isUser ? { id: 42, login: 'ada' } : { access_token: 'git-token', token_type: 'bearer' };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
const database = new TemplateDatabase([identityService]);
let identity: StartedIdentity;

const callback = (name: string): string => `http://127.0.0.1:7100/sign-in/with/${name}/callback`;

beforeAll(async () => {
  await Promise.all([database.create(), acme.start([callback('acme')]), other.start([callback('other')])]);
  await new Promise<void>((resolve) => git.listen(0, '127.0.0.1', resolve));
  const gitUrl = `http://127.0.0.1:${String((git.address() as AddressInfo).port)}`;
  const client = { clientId: 'ebbflow', clientSecret: 'client-secret' };
  identity = await StartedIdentity.start(database, {
    EBB_EGRESS_ALLOW: '127.0.0.0/8',
    EBB_IDENTITY_PROVIDERS: JSON.stringify([
      { kind: 'oidc', name: 'acme', title: 'Acme', issuer: acme.issuer, ...client },
      { kind: 'oidc', name: 'other', title: 'Other', issuer: other.issuer, ...client },
      {
        ...{ kind: 'oauth2', name: 'git', title: 'Git', issuer: gitUrl, ...client },
        ...{ authorizationUrl: `${gitUrl}/authorize`, tokenUrl: `${gitUrl}/token`, userUrl: `${gitUrl}/user` },
      },
    ]),
  });
}, 90_000);
afterAll(async () => {
  await identity.stop();
  await Promise.all([acme.stop(), other.stop(), new Promise((resolve) => git.close(resolve))]);
  await database.drop();
}, 60_000);

interface Begun {
  readonly token: string;
  readonly authorizationUrl: string;
}

const internal = (path: string, body: object): Promise<Answer> =>
  identity.call('POST', `/internal/v1/provider-sign-ins${path}`, body);
const begin = async (provider: string, sessionToken?: string): Promise<Begun> =>
  (await internal('', { provider, ...(sessionToken !== undefined && { sessionToken }) })).body as unknown as Begun;
const finish = (provider: string, token: string, parameters: object, sessionToken?: string): Promise<Answer> =>
  internal('/finish', { provider, token, parameters, ...(sessionToken !== undefined && { sessionToken }) });

/** All the way to the provider and back. */
async function comeBack(person: ProviderPerson, sessionToken?: string): Promise<Answer> {
  acme.person = person;
  const { token, authorizationUrl } = await begin('acme', sessionToken);
  return finish('acme', token, await acme.visit(authorizationUrl), sessionToken);
}

const link = (token: unknown, password: string): Promise<Answer> => internal('/link', { token, password });
const who = async (answer: Answer): Promise<Principal> =>
  principalSchema.parse((await identity.resolve({ sessionToken: String(answer.body['sessionToken']) })).body);

let count = 0;
async function aPerson(): Promise<{
  email: string;
  sessionToken: string;
  principal: Principal;
  there: ProviderPerson;
}> {
  count += 1;
  const email = `provider-${String(count)}@example.test`;
  const { sessionToken } = await identity.anOwner(email, email);
  const principal = principalSchema.parse((await identity.resolve({ sessionToken })).body);
  return { email, sessionToken, principal, there: { subject: `sub-${String(count)}`, email, isVerified: true } };
}

/** Turns an authenticator app on; gives a code that was not used. */
async function addApp(principal: Principal): Promise<() => string> {
  const { body } = await identity.call('POST', '/v1/me/second-factor', undefined, { principal });
  const { secret } = new TOTP({ secret: String(body['secret']) });
  const codeNow = (): string => TOTP.generate({ secret, timestamp: identity.clock.nowMs() });
  const on = await identity.call('POST', '/v1/me/second-factor/confirm', { code: codeNow() }, { principal });
  expect(on.status).toBe(200);
  return () => {
    identity.clock.advance(30_000);
    return codeNow();
  };
}
const second = (token: unknown, code: string): Promise<Answer> =>
  identity.call('POST', '/internal/v1/sessions/second-factor', { token, code });

const rowsOf = ({ userId }: Principal): Promise<{ issuer: string; subject: string }[]> =>
  database.asAdmin('select * from identity.provider_account where user_id = $1', [userId]);
const failed = { status: 409, body: { code: 'IDENTITY.PROVIDER_FAILED' } };
const over = { status: 410, body: { code: 'IDENTITY.SIGN_IN_OVER' } };

describe('signing in by a provider', () => {
  it('asks for the password of the account here once, and from then on takes the provider’s word', async () => {
    const { principal, there } = await aPerson();
    const first = await comeBack(there);
    expect(Object.keys(first.body).sort()).toEqual(['expiresAt', 'linkToken']);
    expect(await rowsOf(principal)).toEqual([]);
    expect(await link(first.body['linkToken'], 'wrong')).toMatchObject({
      status: 401,
      body: { code: 'IDENTITY.BAD_CREDENTIALS' },
    });
    const linked = await link(first.body['linkToken'], PASSWORD);
    expect((await who(linked)).userId).toBe(principal.userId);
    expect((await who(await comeBack(there))).userId).toBe(principal.userId);
    // Of there: who vouches and for which account. No token, no name, no address (C02).
    const [row] = await rowsOf(principal);
    expect(Object.keys(row ?? {}).sort()).toEqual(
      ['created_at', 'id', 'issuer', 'provider', 'subject', 'tenant_id', 'user_id'].sort(),
    );
    expect(row).toMatchObject({ issuer: acme.issuer, subject: there.subject });
  });

  it('asks the same where nobody has the address, and lets nobody in', async () => {
    const first = await comeBack({ subject: 'sub-nobody', email: 'nobody@example.test', isVerified: true });
    expect(Object.keys(first.body).sort()).toEqual(['expiresAt', 'linkToken']);
    const hash = jest.spyOn(identity.service.app.get(PasswordsService, { strict: false }), 'hash');
    expect(await link(first.body['linkToken'], PASSWORD)).toMatchObject({
      status: 401,
      body: { code: 'IDENTITY.BAD_CREDENTIALS' },
    });
    // The same work, so that the time does not tell either.
    expect(hash).toHaveBeenCalledTimes(1);
    hash.mockRestore();
    for (let guess = 2; guess <= 5; guess += 1)
      expect((await link(first.body['linkToken'], PASSWORD)).status).toBe(401);
    expect(await link(first.body['linkToken'], PASSWORD)).toMatchObject(over);
  });

  it('does not ask for an address the provider has not verified: whoever wrote it there would be let guess here', async () => {
    const { there, principal } = await aPerson();
    expect(await comeBack({ ...there, isVerified: false })).toMatchObject({
      status: 403,
      body: { code: 'IDENTITY.PROVIDER_NOT_LINKED' },
    });
    expect(await rowsOf(principal)).toEqual([]);
  });

  it('is no proof: what is delicate asks for the password', async () => {
    const { there } = await aPerson();
    await link((await comeBack(there)).body['linkToken'], PASSWORD);
    const principal = await who(await comeBack(there));
    expect(await identity.call('POST', '/v1/me/passkeys/options', undefined, { principal })).toMatchObject({
      status: 403,
      body: { code: 'IDENTITY.PROOF_NEEDED' },
    });
  });

  it('is no proof with a code either: the second factor is not turned off without the password', async () => {
    const { email, there, principal } = await aPerson();
    const nextCode = await addApp(principal);
    const linkable = await link((await comeBack(there)).body['linkToken'], PASSWORD);
    await second(linkable.body['secondFactorToken'], nextCode());
    const came = await who(await second((await comeBack(there)).body['secondFactorToken'], nextCode()));
    expect(came.userId).toBe(principal.userId);
    const turnOff = (as: Principal): Promise<Answer> =>
      identity.call('DELETE', '/v1/me/second-factor', undefined, { principal: as });
    expect(await turnOff(came)).toMatchObject({ status: 403, body: { code: 'IDENTITY.PROOF_NEEDED' } });
    const { body } = await identity.signIn(email, PASSWORD);
    expect((await turnOff(await who(await second(body['secondFactorToken'], nextCode())))).status).toBe(204);
  });

  it('links nothing by the password alone where there is a second factor', async () => {
    const { sessionToken, there, principal } = await aPerson();
    const nextCode = await addApp(principal);
    const half = await link((await comeBack(there)).body['linkToken'], PASSWORD);
    expect(Object.keys(half.body).sort()).toEqual(['expiresAt', 'secondFactorToken']);
    expect(await rowsOf(principal)).toEqual([]);
    expect((await identity.resolve({ sessionToken })).status).toBe(200);
    expect((await second(half.body['secondFactorToken'], '000000')).status).toBe(401);
    expect(await rowsOf(principal)).toEqual([]);
    const came = await who(await second(half.body['secondFactorToken'], nextCode()));
    expect(came.userId).toBe(principal.userId);
    expect(await rowsOf(principal)).toMatchObject([{ issuer: acme.issuer, subject: there.subject }]);
    expect((await identity.resolve({ sessionToken })).status).toBe(401);
  });

  it('goes on to the second factor where there is one', async () => {
    const { there, principal } = await aPerson();
    await link((await comeBack(there)).body['linkToken'], PASSWORD);
    await database.asAdmin(
      `insert into identity.totp (tenant_id, user_id, secret_sealed, key_version, confirmed_at, attempts_since, created_at)
       values ($1, $2, '', 1, now(), now(), now())`,
      [principal.organisationId, principal.userId],
    );
    expect(Object.keys((await comeBack(there)).body).sort()).toEqual(['expiresAt', 'secondFactorToken']);
  });
});

describe('linking while signed in', () => {
  it('needs a recent proof and the same session at the end, whatever address the account has there', async () => {
    const [person, stranger] = [await aPerson(), await aPerson()];
    const there = { ...person.there, email: 'elsewhere@example.test', isVerified: false };
    acme.person = there;
    const { token, authorizationUrl } = await begin('acme', person.sessionToken);
    const parameters = await acme.visit(authorizationUrl);
    expect(await finish('acme', token, parameters, stranger.sessionToken)).toMatchObject(over);
    expect(await comeBack(there, person.sessionToken)).toMatchObject({ status: 201, body: { linked: true } });
    expect((await who(await comeBack(there))).userId).toBe(person.principal.userId);
    identity.clock.advance(5 * MINUTE_MS);
    const late = await internal('', { provider: 'acme', sessionToken: person.sessionToken });
    expect(late).toMatchObject({ status: 403, body: { code: 'IDENTITY.PROOF_NEEDED' } });
  });

  it('takes no account of there that another person has', async () => {
    const [person, second] = [await aPerson(), await aPerson()];
    await comeBack(person.there, person.sessionToken);
    expect(await comeBack(person.there, second.sessionToken)).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.PROVIDER_ACCOUNT_TAKEN' },
    });
  });

  it('is listed and taken back by its person alone', async () => {
    const [person, stranger] = [await aPerson(), await aPerson()];
    await comeBack(person.there, person.sessionToken);
    const ask = (method: string, path: string, { principal }: { principal: Principal }): Promise<Answer> =>
      identity.call(method, `/v1/me/provider-accounts${path}`, undefined, { principal });
    const { body } = await ask('GET', '', person);
    expect(body).toMatchObject({ items: [{ provider: 'acme' }] });
    const [{ id }] = body['items'] as [{ id: string }];
    expect((await ask('DELETE', `/${id}`, stranger)).status).toBe(404);
    expect((await ask('DELETE', `/${id}`, person)).status).toBe(204);
    expect((await comeBack({ ...person.there, isVerified: false })).status).toBe(403);
  });
});

describe('an answer of a provider', () => {
  it('is taken once, of the browser that was sent there, within ten minutes', async () => {
    const { there } = await aPerson();
    acme.person = there;
    const [one, two] = [await begin('acme'), await begin('acme')];
    const parameters = await acme.visit(one.authorizationUrl);
    expect(await finish('acme', two.token, parameters)).toMatchObject(failed);
    expect((await finish('acme', one.token, parameters)).status).toBe(201);
    expect(await finish('acme', one.token, parameters)).toMatchObject(over);
    const slow = await begin('acme');
    identity.clock.advance(10 * MINUTE_MS);
    expect(await finish('acme', slow.token, await acme.visit(slow.authorizationUrl))).toMatchObject(over);
  });

  it.each<[string, (parameters: Record<string, string>) => Record<string, string>]>([
    ['another state', (parameters) => ({ ...parameters, state: 'another' })],
    ['no state', ({ state: _state, ...rest }) => rest],
    ['another issuer (RFC 9207)', (parameters) => ({ ...parameters, iss: 'https://evil.example' })],
    ['no issuer, where this provider says it always names itself', ({ iss: _iss, ...rest }) => rest],
    ['a code of nobody’s', (parameters) => ({ ...parameters, code: 'made-up' })],
    ['a refusal', ({ state = '', iss = '' }) => ({ error: 'access_denied', state, iss })],
  ])('with %s opens nothing', async (_what, forge) => {
    const { there } = await aPerson();
    acme.person = there;
    const { token, authorizationUrl } = await begin('acme');
    expect(await finish('acme', token, forge(await acme.visit(authorizationUrl)))).toMatchObject(failed);
  });

  it('of another provider than was asked is refused before anything is sent anywhere', async () => {
    const { token, authorizationUrl } = await begin('acme');
    expect(await finish('other', token, await acme.visit(authorizationUrl))).toMatchObject(over);
  });

  it('with a code caught on its way is worth nothing without the browser’s verifier', async () => {
    acme.person = (await aPerson()).there;
    const victim = await begin('acme');
    const attacker = await begin('acme');
    const { code = '', iss = '' } = await acme.visit(victim.authorizationUrl);
    const state = new URL(attacker.authorizationUrl).searchParams.get('state') ?? '';
    expect(await finish('acme', attacker.token, { code, iss, state })).toMatchObject(failed);
  });
});

describe('a provider of OAuth 2 alone', () => {
  it('says who somebody is by the field that never changes, to somebody signed in', async () => {
    const person = await aPerson();
    const back = async (sessionToken?: string): Promise<Answer> => {
      const { token, authorizationUrl } = await begin('git', sessionToken);
      const url = new URL(authorizationUrl);
      expect(url.searchParams.get('code_challenge_method')).toBe('S256');
      const state = url.searchParams.get('state') ?? '';
      return finish('git', token, { code: 'any', state }, sessionToken);
    };
    expect((await back()).status).toBe(403);
    expect((await back(person.sessionToken)).body).toEqual({ linked: true });
    expect((await who(await back())).userId).toBe(person.principal.userId);
    expect(await rowsOf(person.principal)).toMatchObject([{ subject: '42' }]);
  });
});

describe('providers in the settings', () => {
  const provider = { kind: 'oidc', name: 'acme', title: 'Acme', issuer: 'https://id.example', clientId: 'x' };
  const read = (...providers: object[]): SignInProvidersConfig =>
    new SignInProvidersConfig(new Settings({ EBB_IDENTITY_PROVIDERS: JSON.stringify(providers) }));

  it('are none by default, and known by name and title alone', async () => {
    expect(new SignInProvidersConfig(new Settings({})).providers).toEqual([]);
    const { body } = await identity.call('GET', '/internal/v1/provider-sign-ins/providers');
    expect(body['items']).toEqual([
      { name: 'acme', title: 'Acme' },
      { name: 'other', title: 'Other' },
      { name: 'git', title: 'Git' },
    ]);
    expect(await internal('', { provider: 'nobody' })).toMatchObject({
      status: 404,
      body: { code: 'IDENTITY.UNKNOWN_PROVIDER' },
    });
  });

  it.each([
    [{ ...provider, issuer: 'http://id.example' }],
    [{ ...provider, name: '../acme' }],
    [{ ...provider, secret: 'misspelt' }],
  ])('are refused at the start when they are not right', (wrong) => {
    expect(() => read(wrong)).toThrow(ConfigError);
  });

  it('are refused when two have one name, and their secrets never show', () => {
    expect(() => read(provider, provider)).toThrow(ConfigError);
    expect(JSON.stringify(read({ ...provider, clientSecret: 'canary' }))).not.toContain('canary');
  });
});

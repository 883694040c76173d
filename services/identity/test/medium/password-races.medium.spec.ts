import { pbkdf2Sync } from 'node:crypto';
import { jest } from '@jest/globals';
import { TOTP } from 'otpauth';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { formatPasswordHash } from '../../src/passwords/password-hash.ts';
import { PasswordsService } from '../../src/passwords/passwords.service.ts';
import { PendingSignIns } from '../../src/pending-sign-ins/pending-sign-ins.ts';
import { type Answer, identityForFile, PASSWORD } from '../support/started-identity.ts';

const NEW_PASSWORD = 'nine slow lanterns';
const house = identityForFile();
afterEach(() => jest.restoreAllMocks());

interface Visitor {
  readonly email: string;
  readonly principal: Principal;
}

let count = 0;
async function aPerson(): Promise<Visitor> {
  count += 1;
  const email = `racer-${String(count)}@example.test`;
  const { sessionToken } = await house.identity.anOwner(email, email);
  return { email, principal: principalSchema.parse((await house.identity.resolve({ sessionToken })).body) };
}

/** Turns an authenticator app on; gives a code that was not used. */
async function addApp(principal: Principal): Promise<() => string> {
  const { body } = await house.identity.call('POST', '/v1/me/second-factor', undefined, { principal });
  const { secret } = new TOTP({ secret: String(body['secret']) });
  const codeNow = (): string => TOTP.generate({ secret, timestamp: house.identity.clock.nowMs() });
  const on = await house.identity.call('POST', '/v1/me/second-factor/confirm', { code: codeNow() }, { principal });
  expect(on.status).toBe(200);
  return () => {
    house.identity.clock.advance(30_000);
    return codeNow();
  };
}

const change = ({ principal }: Visitor, newPassword = NEW_PASSWORD): Promise<Answer> =>
  house.identity.call('PUT', '/v1/me/password', { currentPassword: PASSWORD, newPassword }, { principal });
const passwords = (): PasswordsService => house.identity.service.app.get(PasswordsService, { strict: false });
const sessionsOf = ({ principal }: Visitor): Promise<unknown[]> =>
  house.database.asAdmin(
    `select id from identity.session where user_id = $1 union all
     select id from identity.pending_sign_in where user_id = $1 union all
     select id from identity.provider_account where user_id = $1`,
    [principal.userId],
  );

/** The next call of a method does its work, and its caller hears of it when the gate is opened. */
function gateAfter<Owner extends object, Name extends keyof Owner & string>(owner: Owner, name: Name) {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let arrived = (): void => undefined;
  const atGate = new Promise<void>((resolve) => (arrived = resolve));
  const original = (owner[name] as (...values: unknown[]) => Promise<unknown>).bind(owner);
  jest
    .spyOn(owner as Record<string, (...values: unknown[]) => unknown>, name)
    .mockImplementationOnce(async (...values) => {
      const result = await original(...values);
      arrived();
      await gate;
      return result;
    });
  return { atGate, open };
}

const refused = { status: 401, body: { code: 'IDENTITY.BAD_CREDENTIALS' } };

describe('a password that is changed while a sign-in by the old one is under way', () => {
  it('is not overwritten by the old one hashed anew', async () => {
    const visitor = await aPerson();
    const salt = Buffer.alloc(16, 9);
    const old = formatPasswordHash({ iterations: 1_000, salt, key: pbkdf2Sync(PASSWORD, salt, 1_000, 64, 'sha512') });
    await house.database.asAdmin('update identity.user set password_hash = $1 where email = $2', [old, visitor.email]);
    const { atGate, open } = gateAfter(passwords(), 'hash');
    const signingIn = house.identity.signIn(visitor.email, PASSWORD);
    await atGate;
    expect((await change(visitor)).status).toBe(204);
    open();
    expect(await signingIn).toMatchObject(refused);
    expect(await house.identity.signIn(visitor.email, PASSWORD)).toMatchObject(refused);
    expect((await house.identity.signIn(visitor.email, NEW_PASSWORD)).status).toBe(201);
  });

  it('lets no session begin', async () => {
    const visitor = await aPerson();
    const { atGate, open } = gateAfter(passwords(), 'verify');
    const signingIn = house.identity.signIn(visitor.email, PASSWORD);
    await atGate;
    expect((await change(visitor)).status).toBe(204);
    open();
    expect(await signingIn).toMatchObject(refused);
    expect(await sessionsOf(visitor)).toEqual([]);
  });

  it('lets no question for the second factor begin', async () => {
    const visitor = await aPerson();
    await addApp(visitor.principal);
    const { atGate, open } = gateAfter(passwords(), 'verify');
    const signingIn = house.identity.signIn(visitor.email, PASSWORD);
    await atGate;
    expect((await change(visitor)).status).toBe(204);
    open();
    expect(await signingIn).toMatchObject(refused);
    expect(await sessionsOf(visitor)).toEqual([]);
  });

  it('lets no session begin by a code that was right just before', async () => {
    const visitor = await aPerson();
    const nextCode = await addApp(visitor.principal);
    const { body } = await house.identity.signIn(visitor.email, PASSWORD);
    const pending = house.identity.service.app.get(PendingSignIns, { strict: false });
    const { atGate, open } = gateAfter(pending, 'take');
    const step = { token: body['secondFactorToken'], code: nextCode() };
    const answering = house.identity.call('POST', '/internal/v1/sessions/second-factor', step);
    await atGate;
    expect((await change(visitor)).status).toBe(204);
    open();
    expect(await answering).toMatchObject(refused);
    expect(await sessionsOf(visitor)).toEqual([]);
  });

  it('links no account at a provider', async () => {
    const visitor = await aPerson();
    const { organisationId: tenantId, userId } = visitor.principal;
    const pending = house.identity.service.app.get(PendingSignIns, { strict: false });
    const account = { provider: 'acme', issuer: 'https://id.example', subject: visitor.email };
    const begun = await pending.begin({ kind: 'provider-link', tenantId, userId: userId ?? '', ...account });
    const { atGate, open } = gateAfter(pending, 'take');
    const link = { token: begun.token.reveal(), password: PASSWORD };
    const linking = house.identity.call('POST', '/internal/v1/provider-sign-ins/link', link);
    await atGate;
    expect((await change(visitor)).status).toBe(204);
    open();
    expect(await linking).toMatchObject(refused);
    expect(await sessionsOf(visitor)).toEqual([]);
  });
});

describe('two who change a password by the same current one', () => {
  it('do not both get through', async () => {
    const visitor = await aPerson();
    const { atGate, open } = gateAfter(passwords(), 'hash');
    const slow = change(visitor, 'seven loud harbours');
    await atGate;
    expect((await change(visitor)).status).toBe(204);
    open();
    expect(await slow).toMatchObject({ status: 403, body: { code: 'IDENTITY.WRONG_PASSWORD' } });
    expect((await house.identity.signIn(visitor.email, NEW_PASSWORD)).status).toBe(201);
  });
});

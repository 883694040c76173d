import { TOTP } from 'otpauth';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { LinksSweepJob } from '../../src/links/links-sweep.job.ts';
import { type Answer, identityForFile, PASSWORD } from '../support/started-identity.ts';

const MINUTE_MS = 60_000;
const house = identityForFile();

interface Visitor {
  readonly email: string;
  readonly sessionToken: string;
  readonly principal: Principal;
  ask(method: string, path: string, body?: object): Promise<Answer>;
}

async function visitorOf(email: string, sessionToken: string): Promise<Visitor> {
  const principal = principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
  return {
    email,
    sessionToken,
    principal,
    ask: (method, path, body) => house.identity.call(method, path, body, { principal }),
  };
}

let count = 0;
async function aPerson(): Promise<Visitor> {
  count += 1;
  const email = `factor-${String(count)}@example.test`;
  return visitorOf(email, (await house.identity.anOwner(email, email)).sessionToken);
}

const codeOf = (secret: string): string =>
  TOTP.generate({ secret: secretOf(secret), timestamp: house.identity.clock.nowMs() });
const secretOf = (secret: string) => new TOTP({ secret }).secret;
const nextCode = (secret: string): string => {
  house.identity.clock.advance(30_000);
  return codeOf(secret);
};

interface Enrolled extends Visitor {
  readonly secret: string;
  readonly recoveryCodes: string[];
}

async function aPersonWithApp(): Promise<Enrolled> {
  const visitor = await aPerson();
  const { body } = await visitor.ask('POST', '/v1/me/second-factor');
  const secret = String(body['secret']);
  const confirmed = await visitor.ask('POST', '/v1/me/second-factor/confirm', { code: codeOf(secret) });
  expect(confirmed.status).toBe(200);
  return { ...visitor, secret, recoveryCodes: confirmed.body['recoveryCodes'] as string[] };
}

async function halfOpen(email: string, clientIp?: string): Promise<string> {
  const { body } = await house.identity.signIn(email, PASSWORD, clientIp);
  expect(Object.keys(body).sort()).toEqual(['expiresAt', 'secondFactorToken']);
  return String(body['secondFactorToken']);
}

const second = (token: string, code: string, clientIp = '192.0.2.9'): Promise<Answer> =>
  house.identity.call('POST', '/internal/v1/sessions/second-factor', { token, code, clientIp });
const statusOf = async ({ sessionToken }: { sessionToken: string }): Promise<number> =>
  (await house.identity.resolve({ sessionToken })).status;

describe('an authenticator app', () => {
  it('is on after its first code, ends the other sessions, says so by mail, and its secret lies sealed', async () => {
    const visitor = await aPerson();
    const other = String((await house.identity.signIn(visitor.email, PASSWORD)).body['sessionToken']);
    const { body } = await visitor.ask('POST', '/v1/me/second-factor');
    expect(await visitor.ask('GET', '/v1/me/second-factor')).toMatchObject({ body: { isOn: false } });
    const secret = String(body['secret']);
    const { status } = await visitor.ask('POST', '/v1/me/second-factor/confirm', { code: codeOf(secret) });
    expect(status).toBe(200);
    expect(await visitor.ask('GET', '/v1/me/second-factor')).toMatchObject({
      body: { isOn: true, recoveryCodesLeft: 10 },
    });
    expect([await statusOf(visitor), await statusOf({ sessionToken: other })]).toEqual([200, 401]);
    const [row] = await house.database.asAdmin<{ secret_sealed: Buffer }>(
      'select secret_sealed from identity.totp where user_id = $1',
      [visitor.principal.userId],
    );
    expect(row?.secret_sealed.includes(Buffer.from(secretOf(secret).bytes))).toBe(false);
    const mails = await house.database.asAdmin(
      `select 1 from identity.mail where user_id = $1 and kind = 'sign-in-methods-changed'`,
      [visitor.principal.userId],
    );
    expect(mails).toHaveLength(1);
  });

  it('is not on by a wrong code, nor by one that comes a quarter of an hour after the secret was shown', async () => {
    const visitor = await aPerson();
    const { body } = await visitor.ask('POST', '/v1/me/second-factor');
    const wrong = { status: 401, body: { code: 'IDENTITY.WRONG_CODE' } };
    expect(await visitor.ask('POST', '/v1/me/second-factor/confirm', { code: '000000' })).toMatchObject(wrong);
    for (let quarter = 0; quarter < 3; quarter += 1) {
      house.identity.clock.advance(5 * MINUTE_MS);
      await house.identity.resolve(visitor);
    }
    expect((await visitor.ask('POST', '/v1/me/second-factor')).body).toMatchObject({ code: 'IDENTITY.PROOF_NEEDED' });
    const proved = await house.identity.call('POST', '/internal/v1/sessions/prove', {
      sessionToken: visitor.sessionToken,
      password: PASSWORD,
    });
    expect(proved.status).toBe(201);
    const late = await visitor.ask('POST', '/v1/me/second-factor/confirm', { code: codeOf(String(body['secret'])) });
    expect(late).toMatchObject(wrong);
    expect((await visitor.ask('GET', '/v1/me/second-factor')).body).toMatchObject({ isOn: false });
  });

  it('that was shown and never confirmed goes after a day, and one that is on stays', async () => {
    const [shown, on] = [await aPerson(), await aPersonWithApp()];
    await shown.ask('POST', '/v1/me/second-factor');
    const known = (): Promise<{ user_id: string }[]> =>
      house.database.asAdmin('select user_id from identity.totp where user_id = any($1)', [
        [shown.principal.userId, on.principal.userId],
      ]);
    const sweep = house.identity.service.app.get(LinksSweepJob, { strict: false });
    await sweep.run();
    expect(await known()).toHaveLength(2);
    house.identity.clock.advance(24 * 60 * MINUTE_MS);
    await sweep.run();
    expect(await known()).toEqual([{ user_id: on.principal.userId }]);
  });

  it('cannot be replaced while it is on', async () => {
    const visitor = await aPersonWithApp();
    expect(await visitor.ask('POST', '/v1/me/second-factor')).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.SECOND_FACTOR_ON' },
    });
  });
});

describe('signing in with a second factor', () => {
  it('is no session before the code, and one after it', async () => {
    const { email, secret } = await aPersonWithApp();
    const token = await halfOpen(email);
    expect(await statusOf({ sessionToken: token })).toBe(401);
    const answer = await second(token, nextCode(secret));
    expect(answer.status).toBe(201);
    expect(await statusOf({ sessionToken: String(answer.body['sessionToken']) })).toBe(200);
  });

  it('takes each code once, also in another sign-in, and each half-open sign-in once', async () => {
    const { email, secret } = await aPersonWithApp();
    const [one, other] = [await halfOpen(email), await halfOpen(email)];
    const code = nextCode(secret);
    expect((await second(one, code)).status).toBe(201);
    expect(await second(other, code)).toMatchObject({ status: 401, body: { code: 'IDENTITY.WRONG_CODE' } });
    const over = { status: 410, body: { code: 'IDENTITY.SIGN_IN_OVER' } };
    expect(await second(one, nextCode(secret))).toMatchObject(over);
    expect(await second('ebp_AAAAAAAAAAAAAAAAAAAAAAAAAAA', nextCode(secret))).toMatchObject(over);
  });

  it('is over after ten minutes, and with a new password', async () => {
    const { email, secret, principal, sessionToken } = await aPersonWithApp();
    const slow = await halfOpen(email);
    house.identity.clock.advance(10 * MINUTE_MS);
    expect((await second(slow, nextCode(secret))).status).toBe(410);
    const caught = await halfOpen(email);
    expect(await statusOf({ sessionToken })).toBe(200);
    const change = { currentPassword: PASSWORD, newPassword: 'nine slow lanterns' };
    expect((await house.identity.call('PUT', '/v1/me/password', change, { principal })).status).toBe(204);
    expect((await second(caught, nextCode(secret))).status).toBe(410);
  });

  it('stops guessing after five codes of a person, over all sign-ins and addresses, and tells the person', async () => {
    const { email, secret, principal } = await aPersonWithApp();
    for (let guess = 1; guess <= 5; guess += 1) {
      const token = await halfOpen(email, `198.51.100.${String(guess)}`);
      expect((await second(token, '000000', `198.51.100.${String(guess)}`)).status).toBe(401);
    }
    const token = await halfOpen(email);
    expect(await second(token, nextCode(secret))).toMatchObject({
      status: 429,
      body: { code: 'IDENTITY.TOO_MANY_ATTEMPTS' },
    });
    const mails = await house.database.asAdmin(
      `select 1 from identity.mail where user_id = $1 and kind = 'second-factor-guessed'`,
      [principal.userId],
    );
    expect(mails).toHaveLength(1);
    house.identity.clock.advance(15 * MINUTE_MS);
    expect((await second(await halfOpen(email), nextCode(secret))).status).toBe(201);
  });

  it('takes a recovery code once, however it is typed', async () => {
    const { email, recoveryCodes } = await aPersonWithApp();
    const code = recoveryCodes[0]?.toLowerCase().replaceAll('-', ' ') ?? '';
    expect((await second(await halfOpen(email), code)).status).toBe(201);
    expect((await second(await halfOpen(email), code)).status).toBe(401);
    expect((await second(await halfOpen(email), recoveryCodes[1] ?? '')).status).toBe(201);
  });

  it('waits while vault is away, and lets nobody in meanwhile', async () => {
    const { email, secret } = await aPersonWithApp();
    const token = await halfOpen(email);
    house.identity.clock.advance(2 * MINUTE_MS);
    house.identity.vault.isAway = true;
    expect((await second(token, nextCode(secret))).status).toBe(503);
    house.identity.vault.isAway = false;
    expect((await second(token, nextCode(secret))).status).toBe(201);
  });
});

describe('what is delicate', () => {
  it('needs a proof of the last five minutes, with password and code, which gives the session another token', async () => {
    const visitor = await aPersonWithApp();
    house.identity.clock.advance(5 * MINUTE_MS);
    const refused = { status: 403, body: { code: 'IDENTITY.PROOF_NEEDED' } };
    expect(await visitor.ask('DELETE', '/v1/me/second-factor')).toMatchObject(refused);
    expect(await visitor.ask('POST', '/v1/me/second-factor/recovery-codes')).toMatchObject(refused);
    const { sessionToken } = visitor;
    const prove = (body: object): Promise<Answer> =>
      house.identity.call('POST', '/internal/v1/sessions/prove', { sessionToken, ...body });
    expect(await prove({ password: 'wrong', code: nextCode(visitor.secret) })).toMatchObject({
      status: 403,
      body: { code: 'IDENTITY.WRONG_PASSWORD' },
    });
    expect(await prove({ password: PASSWORD })).toMatchObject({ status: 403, body: { code: 'IDENTITY.CODE_NEEDED' } });
    expect((await prove({ password: PASSWORD, code: '000000' })).status).toBe(401);
    const proved = await prove({ password: PASSWORD, code: nextCode(visitor.secret) });
    expect(proved.status).toBe(201);
    expect(await statusOf(visitor)).toBe(401);
    expect(await statusOf({ sessionToken: String(proved.body['sessionToken']) })).toBe(200);
    expect((await visitor.ask('DELETE', '/v1/me/second-factor')).status).toBe(204);
    expect((await house.identity.signIn(visitor.email, PASSWORD)).body).toHaveProperty('sessionToken');
    expect((await visitor.ask('DELETE', '/v1/me/second-factor')).status).toBe(404);
  });

  it('new recovery codes end the earlier ones', async () => {
    const { email, ask, recoveryCodes } = await aPersonWithApp();
    const renewed = (await ask('POST', '/v1/me/second-factor/recovery-codes')).body['recoveryCodes'] as string[];
    expect((await second(await halfOpen(email), recoveryCodes[0] ?? '')).status).toBe(401);
    expect((await second(await halfOpen(email), renewed[0] ?? '')).status).toBe(201);
  });
});

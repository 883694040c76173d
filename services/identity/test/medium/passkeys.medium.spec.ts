import { generateKeyPairSync } from 'node:crypto';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { Authenticator, type Forgery } from '../support/authenticator.fake.ts';
import { type Answer, identityForFile, PASSWORD } from '../support/started-identity.ts';

const MINUTE_MS = 60_000;
const house = identityForFile();

interface Visitor {
  readonly email: string;
  readonly sessionToken: string;
  readonly principal: Principal;
  ask(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
}

let count = 0;
async function aPerson(): Promise<Visitor> {
  count += 1;
  const email = `passkey-${String(count)}@example.test`;
  const { sessionToken } = await house.identity.anOwner(email, email);
  const principal = principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
  const ask: Visitor['ask'] = (method, path, body, headers = {}) =>
    house.identity.call(method, path, body, { principal, headers });
  return { email, sessionToken, principal, ask };
}

interface Begun {
  readonly token: string;
  readonly options: Record<string, unknown>;
}

const beginAdding = async ({ ask }: Visitor): Promise<Begun> =>
  (await ask('POST', '/v1/me/passkeys/options')).body as unknown as Begun;

async function add(visitor: Visitor, device: Authenticator, forgery: Forgery = {}): Promise<Answer> {
  const { token, options } = await beginAdding(visitor);
  const response = device.register(options, forgery);
  return visitor.ask('POST', '/v1/me/passkeys', { token, name: 'My telephone', response });
}

async function aPersonWithPasskey(device = new Authenticator()): Promise<Visitor & { device: Authenticator }> {
  const visitor = await aPerson();
  expect((await add(visitor, device)).status).toBe(201);
  return { ...visitor, device };
}

const begin = async (): Promise<Begun> =>
  (await house.identity.call('POST', '/internal/v1/passkey-sign-ins', { clientIp: '192.0.2.3' }))
    .body as unknown as Begun;
const finish = (token: string, response: object): Promise<Answer> =>
  house.identity.call('POST', '/internal/v1/passkey-sign-ins/finish', { token, response, clientIp: '192.0.2.3' });

async function signIn(device: Authenticator, forgery: Forgery = {}): Promise<Answer> {
  const { token, options } = await begin();
  return finish(token, device.signIn(options, forgery));
}

const bad = { status: 401, body: { code: 'IDENTITY.BAD_PASSKEY' } };

describe('a passkey', () => {
  it('signs its person in, whoever that is, and is a proof', async () => {
    const { principal, device } = await aPersonWithPasskey();
    const answer = await signIn(device);
    expect(answer.status).toBe(201);
    const sessionToken = String(answer.body['sessionToken']);
    const session = principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
    expect(session).toMatchObject({ userId: principal.userId, organisationId: principal.organisationId });
    const shown = await house.identity.call('POST', '/v1/me/passkeys/options', undefined, { principal: session });
    expect(shown.status).toBe(200);
  });

  it('is asked for as one that names its person and is unlocked, and none is named to it', async () => {
    const visitor = await aPersonWithPasskey();
    expect((await beginAdding(visitor)).options).toMatchObject({
      rp: { id: '127.0.0.1', name: 'Ebbflow' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: [{ id: visitor.device.id.toString('base64url') }],
    });
    expect((await begin()).options).toMatchObject({
      rpId: '127.0.0.1',
      userVerification: 'required',
      allowCredentials: [],
    });
  });

  it('is listed, renamed and removed by its person alone, and then opens nothing', async () => {
    const [visitor, other] = [await aPersonWithPasskey(), await aPerson()];
    const { body } = await visitor.ask('GET', '/v1/me/passkeys');
    expect(body).toMatchObject({ items: [{ name: 'My telephone', isSynced: false, lastUsedAt: null }] });
    const [{ id }] = body['items'] as [{ id: string }];
    const path = `/v1/me/passkeys/${id}`;
    expect((await other.ask('GET', '/v1/me/passkeys')).body['items']).toEqual([]);
    for (const [method, change] of [['PATCH', { name: 'Mine' }], ['DELETE']] as const)
      expect(await other.ask(method, path, change, { 'if-match': '"1"' })).toMatchObject({
        status: 404,
        body: { code: 'IDENTITY.PASSKEY_NOT_FOUND' },
      });
    const name = { name: 'Key ring' };
    expect(await visitor.ask('PATCH', path, name)).toMatchObject({ status: 428 });
    expect((await visitor.ask('PATCH', path, name, { 'if-match': '"1"' })).status).toBe(204);
    expect(await visitor.ask('PATCH', path, name, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect((await visitor.ask('GET', '/v1/me/passkeys')).body).toMatchObject({ items: [{ ...name, revision: 2 }] });
    expect((await visitor.ask('DELETE', path)).status).toBe(204);
    expect(await signIn(visitor.device)).toMatchObject(bad);
  });

  it('is added and removed only with a recent proof, which ends the other sessions and is told by mail', async () => {
    const visitor = await aPerson();
    const other = String((await house.identity.signIn(visitor.email, PASSWORD)).body['sessionToken']);
    const device = new Authenticator();
    const answer = await add(visitor, device);
    expect((await house.identity.resolve({ sessionToken: other })).status).toBe(401);
    const mails = await house.database.asAdmin(
      `select 1 from identity.mail where user_id = $1 and kind = 'sign-in-methods-changed'`,
      [visitor.principal.userId],
    );
    expect(mails).toHaveLength(1);
    house.identity.clock.advance(5 * MINUTE_MS);
    const refused = { status: 403, body: { code: 'IDENTITY.PROOF_NEEDED' } };
    expect(await visitor.ask('POST', '/v1/me/passkeys/options')).toMatchObject(refused);
    expect(await visitor.ask('DELETE', `/v1/me/passkeys/${String(answer.body['id'])}`)).toMatchObject(refused);
  });

  it('belongs to one person', async () => {
    const { device } = await aPersonWithPasskey();
    expect(await add(await aPerson(), device)).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.PASSKEY_KNOWN' },
    });
  });
});

describe('a forged answer', () => {
  it.each<[string, Forgery]>([
    ['from another origin', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['without the person', { isUserVerified: false }],
    ['to another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['of another kind', { type: 'webauthn.payment' }],
  ])('%s adds no passkey and opens nothing', async (_what, forgery) => {
    const visitor = await aPersonWithPasskey();
    expect(await add(visitor, new Authenticator(), forgery)).toMatchObject(bad);
    expect((await visitor.ask('GET', '/v1/me/passkeys')).body['items']).toHaveLength(1);
    expect(await signIn(visitor.device, forgery)).toMatchObject(bad);
    expect((await signIn(visitor.device)).status).toBe(201);
  });

  it('signed by another key, or in another person’s name, opens nothing', async () => {
    const [{ device }, other] = [await aPersonWithPasskey(), await aPersonWithPasskey()];
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(await signIn(device, { key: privateKey })).toMatchObject(bad);
    const userHandle = Buffer.from(other.principal.userId ?? '').toString('base64url');
    expect(await signIn(device, { userHandle })).toMatchObject(bad);
  });

  it('of a passkey nobody has is answered as a wrong one', async () => {
    const stranger = new Authenticator();
    stranger.register({ user: { id: 'eA' }, challenge: 'eA' });
    expect(await signIn(stranger)).toMatchObject(bad);
  });
});

describe('a challenge', () => {
  const over = { status: 410, body: { code: 'IDENTITY.SIGN_IN_OVER' } };

  it('is answered once, also when the answer was wrong', async () => {
    const { device } = await aPersonWithPasskey();
    const { token, options } = await begin();
    const response = device.signIn(options);
    expect((await finish(token, response)).status).toBe(201);
    expect(await finish(token, response)).toMatchObject(over);
    const second = await begin();
    expect(await finish(second.token, device.signIn(second.options, { origin: 'https://evil.example' }))).toMatchObject(
      bad,
    );
    expect(await finish(second.token, device.signIn(second.options))).toMatchObject(over);
  });

  it('is the browser’s own: another browser’s token does not go with it, and it is over after ten minutes', async () => {
    const { device } = await aPersonWithPasskey();
    const [mine, theirs] = [await begin(), await begin()];
    expect(await finish(theirs.token, device.signIn(mine.options))).toMatchObject(bad);
    house.identity.clock.advance(10 * MINUTE_MS);
    expect(await finish(mine.token, device.signIn(mine.options))).toMatchObject(over);
  });

  it('to add a passkey is the session’s own', async () => {
    const [visitor, other] = [await aPerson(), await aPerson()];
    const { token, options } = await beginAdding(visitor);
    const device = new Authenticator();
    const response = device.register(options);
    expect(await other.ask('POST', '/v1/me/passkeys', { token, name: 'Theirs', response })).toMatchObject(over);
    expect(await signIn(device)).toMatchObject(bad);
  });
});

describe('a device that counts', () => {
  it('is believed while its count grows, and not when it stays or goes back', async () => {
    const device = new Authenticator();
    device.counter = 5;
    await aPersonWithPasskey(device);
    expect((await signIn(device)).status).toBe(201);
    const copy = device.counter;
    expect((await signIn(device)).status).toBe(201);
    device.counter = copy - 1;
    expect(await signIn(device)).toMatchObject(bad);
    device.counter = copy + 5;
    expect((await signIn(device)).status).toBe(201);
  });
});

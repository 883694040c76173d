import { jest } from '@jest/globals';
import { principalSchema } from '@ebbflow/contracts';
import { Logger } from '@ebbflow/observability';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { TemplateDatabase } from '@ebbflow/testing';
import { identityService } from '../../src/index.ts';
import { LinksSweepJob } from '../../src/links/links-sweep.job.ts';
import { MailDeliveryJob } from '../../src/mail/mail-delivery.job.ts';
import { PasswordsService } from '../../src/passwords/passwords.service.ts';
import { MailServer, type ReceivedMail } from '../support/mail-server.fake.ts';
import { Person } from '../support/person.ts';
import { type Answer, PASSWORD, StartedIdentity } from '../support/started-identity.ts';

const HOUR_MS = 3_600_000;
const NEW_PASSWORD = 'nine slow lanterns';
const database = new TemplateDatabase([identityService]);
const server = new MailServer({ offersTls: false });
let identity: StartedIdentity;

beforeAll(async () => {
  await database.create();
  identity = await StartedIdentity.start(database, {
    EBB_PUBLIC_URL: 'https://flow.example.test',
    EBB_MAIL_HOST: '127.0.0.1',
    EBB_MAIL_PORT: String(await server.start()),
    EBB_MAIL_TLS: 'off',
    EBB_MAIL_POLL: '5m',
    EBB_MAIL_FROM: 'Ebbflow <no-reply@flow.example.test>',
  });
}, 60_000);
afterAll(async () => {
  await identity.stop();
  await server.stop();
  await database.drop();
}, 30_000);
afterEach(() => {
  jest.restoreAllMocks();
  server.isRefusing = false;
});

let lastAddress = 0;
/** Each from an address of its own, so that limits stay out of what is looked at. */
const clientIp = (): string => `198.51.100.${String((lastAddress += 1) % 250)}`;
const register = (email: string, password = PASSWORD, more: object = {}): Promise<Answer> =>
  identity.call('POST', '/internal/v1/registrations', { email, password, clientIp: clientIp(), ...more });
const confirm = (token: string, password = PASSWORD): Promise<Answer> =>
  identity.call('POST', '/internal/v1/registrations/confirm', { token, password, clientIp: clientIp() });
const forget = (email: string): Promise<Answer> =>
  identity.call('POST', '/internal/v1/password-resets', { email, clientIp: clientIp() });
const redeem = (token: string, password = NEW_PASSWORD): Promise<Answer> =>
  identity.call('POST', '/internal/v1/password-resets/redeem', { token, password });
const deliver = (): Promise<void> => identity.service.app.get(MailDeliveryJob, { strict: false }).run();

async function lastMailTo(email: string): Promise<ReceivedMail> {
  await deliver();
  const mail = server.to(email).at(-1);
  if (mail === undefined) throw new Error('No mail arrived.');
  return mail;
}

async function tokenTo(email: string): Promise<string> {
  // Long lines are broken with `=` at their end.
  const { source } = await lastMailTo(email);
  return /ebl_[A-Za-z0-9_-]{27}/.exec(source.replace(/=\r\n/g, ''))?.[0] ?? '';
}

async function aPerson(email: string): Promise<string> {
  await register(email);
  return String((await confirm(await tokenTo(email))).body['sessionToken']);
}

const linkInvalid = { status: 410, body: { code: 'IDENTITY.LINK_INVALID' } };

describe('registering', () => {
  it('takes an address and a password, and makes an owner of an organisation when the link is confirmed', async () => {
    expect(await register('ada@example.test')).toMatchObject({ status: 202, body: {} });
    expect((await identity.signIn('ada@example.test', PASSWORD)).status).toBe(401);
    const answer = await confirm(await tokenTo('ada@example.test'));
    expect(answer.status).toBe(201);
    const principal = principalSchema.parse(
      (await identity.resolve({ sessionToken: String(answer.body['sessionToken']) })).body,
    );
    expect(principal).toMatchObject({ kind: 'user', scopes: ['*'] });
    expect((await identity.signIn('ada@example.test', PASSWORD)).status).toBe(201);
  });

  it('records from where it came (C01), and shows it to the owner', async () => {
    const sessionToken = await aPerson('from@example.test');
    const principal = principalSchema.parse((await identity.resolve({ sessionToken })).body);
    const { body } = await identity.call('GET', '/v1/audit', undefined, { principal });
    const entries = body['items'] as { action: string; personal: object }[];
    const from = { state: 'open', facts: { clientIp: expect.stringMatching(/^198\.51\.100\.\d+$/) } };
    expect(entries.map(({ action, personal }) => ({ action, personal }))).toEqual([
      { action: 'session.began', personal: from },
      { action: 'account.registered', personal: from },
    ]);
  });

  it('takes nothing else', async () => {
    expect((await register('name@example.test', PASSWORD, { name: 'Ada' })).status).toBe(400);
  });

  it('writes a mail for the purpose of signing in, whose link begins with our own address', async () => {
    await register('mail@example.test');
    const { source } = await lastMailTo('mail@example.test');
    expect(source).toContain('X-Ebbflow-Purpose: sign-in');
    expect(source).toContain('Auto-Submitted: auto-generated');
    expect(source.replace(/=\r\n/g, '')).toContain('https://flow.example.test/register/ebl_');
  });

  it('works once, and only with the password that was chosen', async () => {
    await register('once@example.test');
    const token = await tokenTo('once@example.test');
    expect(await confirm(token, 'somebody else’s password')).toMatchObject({
      status: 401,
      body: { code: 'IDENTITY.BAD_CREDENTIALS' },
    });
    expect((await confirm(token)).status).toBe(201);
    expect(await confirm(token)).toMatchObject(linkInvalid);
  });

  it('is over after a day, and nothing of it stays', async () => {
    await register('late@example.test');
    const token = await tokenTo('late@example.test');
    identity.clock.advance(24 * HOUR_MS);
    expect(await confirm(token)).toMatchObject(linkInvalid);
    await identity.service.app.get(LinksSweepJob, { strict: false }).run();
    const rows = await database.asAdmin(`select 1 from identity.registration where email = 'late@example.test'`);
    expect(rows).toEqual([]);
  });

  it('can be begun twice with one address; who confirms first has it', async () => {
    await register('twice@example.test', 'the first of two');
    const first = await tokenTo('twice@example.test');
    await register('twice@example.test', 'the second of two');
    const second = await tokenTo('twice@example.test');
    expect((await confirm(second, 'the second of two')).status).toBe(201);
    expect(await confirm(first, 'the first of two')).toMatchObject(linkInvalid);
  });

  it('answers alike and does the same work for an address that has an account; only its reader is told', async () => {
    await aPerson('known@example.test');
    const hash = jest.spyOn(identity.service.app.get(PasswordsService, { strict: false }), 'hash');
    const [known, unknown] = [await register('known@example.test'), await register('unknown@example.test')];
    expect({ ...known, headers: null }).toEqual({ ...unknown, headers: null });
    expect(hash).toHaveBeenCalledTimes(2);
    expect((await lastMailTo('known@example.test')).source).toContain('You already have an account');
  });

  it('refuses a password everybody tries first, before any hashing', async () => {
    const hash = jest.spyOn(identity.service.app.get(PasswordsService, { strict: false }), 'hash');
    expect(await register('common@example.test', 'Password2026!')).toMatchObject({
      status: 400,
      body: { code: 'IDENTITY.PASSWORD_TOO_COMMON' },
    });
    expect(hash).not.toHaveBeenCalled();
  });

  it('floods nobody’s mailbox: five an hour, known or not, and not hashed beyond', async () => {
    for (let count = 1; count <= 5; count += 1) await register('flood@example.test');
    const hash = jest.spyOn(identity.service.app.get(PasswordsService, { strict: false }), 'hash');
    const answer = await register('flood@example.test');
    expect(answer).toMatchObject({ status: 429, body: { code: 'IDENTITY.TOO_MANY_ATTEMPTS' } });
    expect(hash).not.toHaveBeenCalled();
  });

  it('as often as one may shuts nobody out of a new password', async () => {
    for (let count = 1; count <= 5; count += 1) await register('shut-out@example.test');
    expect((await register('shut-out@example.test')).status).toBe(429);
    expect((await forget('shut-out@example.test')).status).toBe(202);
  });
});

describe('a new password by mail', () => {
  it('ends every session and the old password, and works once', async () => {
    const sessionToken = await aPerson('reset@example.test');
    expect(await forget('reset@example.test')).toMatchObject({ status: 202, body: {} });
    const token = await tokenTo('reset@example.test');
    expect((await redeem(token)).status).toBe(204);
    expect((await identity.resolve({ sessionToken })).status).toBe(401);
    expect((await identity.signIn('reset@example.test', PASSWORD)).status).toBe(401);
    expect((await identity.signIn('reset@example.test', NEW_PASSWORD)).status).toBe(201);
    expect(await redeem(token)).toMatchObject(linkInvalid);
    const { source } = await lastMailTo('reset@example.test');
    expect(source).toContain('Your password was changed');
    expect(source).toContain('X-Ebbflow-Purpose: password-reset');
  });

  it('answers alike for an address nobody has, and sends nothing there', async () => {
    expect(await forget('nobody@example.test')).toMatchObject({ status: 202, body: {} });
    await deliver();
    expect(server.to('nobody@example.test')).toEqual([]);
  });

  it('does the same work whether somebody has the address or not', async () => {
    await aPerson('work@example.test');
    const sql = identity.service.app.get(Database, { strict: false });
    const original = sql.withTenant.bind(sql);
    const done: string[][] = [];
    jest.spyOn(sql, 'withTenant').mockImplementation((tenantId, work) => {
      const statements: string[] = [];
      done.push(statements);
      const query: (client: SqlClient) => SqlClient['query'] = (client) => (statement, values) => {
        statements.push(statement.name);
        return client.query(statement, values);
      };
      return original(tenantId, (client) => work({ ...client, query: query(client) }));
    });
    const written = async () =>
      (await database.asAdmin(`select 1 from identity.mail where kind = 'password-reset'`)).length;
    const before = await written();
    for (const email of ['work@example.test', 'work-nobody@example.test']) {
      const statements = await forget(email).then(() => done.splice(0));
      expect(statements).toEqual([['identity.insert-password-reset', 'identity.insert-mail']]);
    }
    expect((await written()) - before).toBe(2);
    jest.restoreAllMocks();
    await deliver();
    expect(server.to('work-nobody@example.test')).toEqual([]);
    expect(server.to('work@example.test')).toHaveLength(2);
    expect(await written()).toBe(0);
  });

  it('is over after an hour', async () => {
    await aPerson('hour@example.test');
    await forget('hour@example.test');
    const token = await tokenTo('hour@example.test');
    identity.clock.advance(HOUR_MS);
    expect(await redeem(token)).toMatchObject(linkInvalid);
    expect((await identity.signIn('hour@example.test', PASSWORD)).status).toBe(201);
  });

  it('makes every other link to one worthless', async () => {
    await aPerson('links@example.test');
    await forget('links@example.test');
    const first = await tokenTo('links@example.test');
    await forget('links@example.test');
    expect((await redeem(await tokenTo('links@example.test'))).status).toBe(204);
    expect(await redeem(first)).toMatchObject(linkInvalid);
  });

  it('lets one of two through who use the link at once', async () => {
    await aPerson('race@example.test');
    await forget('race@example.test');
    const token = await tokenTo('race@example.test');
    const answers = await Promise.all([redeem(token), redeem(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
  });

  it.each(['', 'ebl_', 'ebl_AAAAAAAAAAAAAAAAAAAAAAAAAAA', 'a'.repeat(512)])(
    'is not to be had with %p, and nothing is hashed',
    async (token) => {
      const hash = jest.spyOn(identity.service.app.get(PasswordsService, { strict: false }), 'hash');
      expect(await redeem(token)).toMatchObject(linkInvalid);
      expect(await confirm(token)).toMatchObject(linkInvalid);
      expect(hash).not.toHaveBeenCalled();
    },
  );

  it('is not to be had with the link of a registration, nor the other way round', async () => {
    await register('mixed@example.test');
    expect(await redeem(await tokenTo('mixed@example.test'))).toMatchObject(linkInvalid);
    await aPerson('mixed-2@example.test');
    await forget('mixed-2@example.test');
    expect(await confirm(await tokenTo('mixed-2@example.test'))).toMatchObject(linkInvalid);
  });
});

it('the database holds no token and no password of any of this', async () => {
  await register('dump@example.test', 'planted-password-canary');
  const registrationToken = await tokenTo('dump@example.test');
  await aPerson('dump-2@example.test');
  await forget('dump-2@example.test');
  const resetToken = await tokenTo('dump-2@example.test');
  await forget('dump-2@example.test');
  const dump = JSON.stringify(
    await database.asAdmin(`
      select to_jsonb(r) || jsonb_build_object('bytes', encode(r.token_hash, 'escape')) as row from identity.registration r
      union all select to_jsonb(p) || jsonb_build_object('bytes', encode(p.token_hash, 'escape')) from identity.password_reset p
      union all select to_jsonb(m) from identity.mail m`),
  );
  expect(dump).toContain('"kind":"password-reset"');
  expect(dump).toContain('$pbkdf2-sha512$i=200000$');
  await deliver();
  for (const secret of [registrationToken, resetToken, 'planted-password-canary']) {
    expect(secret.length).toBeGreaterThan(20);
    expect(dump).not.toContain(secret);
  }
});

it('what is over goes by itself: sessions, tokens, offers of ownership', async () => {
  const over = async () => {
    const tables = ['session', 'api_token', 'ownership_transfer'];
    const rows = await database.asAdmin<{ table: string }>(
      tables
        .map((name) => `select '${name}' as table from identity.${name} where expires_at <= $1`)
        .join(' union all '),
      [identity.clock.now()],
    );
    return [...new Set(rows.map(({ table }) => table))].sort();
  };
  const sweep = () => identity.service.app.get(LinksSweepJob, { strict: false }).run();
  const ada = await Person.owner(identity, 'sweep-ada@example.test');
  const bob = await ada.newcomer('sweep-bob@example.test');
  await ada.apiPrincipal();
  expect((await ada.ask('POST', '/v1/ownership-transfer', { userId: await bob.userId() })).status).toBe(201);
  identity.clock.advance(12 * HOUR_MS);
  expect(await over()).toEqual(['session']);
  await sweep();
  expect(await over()).toEqual([]);
  identity.clock.advance(90 * 24 * HOUR_MS);
  const { sessionToken } = await identity.anOwner('sweep-eve@example.test', 'Eve');
  expect(await over()).toEqual(['api_token', 'ownership_transfer']);
  await sweep();
  expect(await over()).toEqual([]);
  expect((await identity.resolve({ sessionToken })).status).toBe(200);
});

describe('mail', () => {
  it('that is refused comes again later, and neither address nor token lies in its row', async () => {
    server.isRefusing = true;
    await register('later@example.test');
    await deliver();
    expect(server.to('later@example.test')).toEqual([]);
    const rows = await database.asAdmin<{ row: unknown }>('select to_jsonb(m) as row from identity.mail m');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/later@|ebl_/);
    server.isRefusing = false;
    await deliver();
    expect(server.to('later@example.test')).toEqual([]);
    identity.clock.advance(5_000);
    expect((await confirm(await tokenTo('later@example.test'))).status).toBe(201);
    expect(await database.asAdmin('select 1 from identity.mail')).toEqual([]);
  });

  it('that is refused with the address in the reason leaves neither in the log', async () => {
    server.isRefusing = true;
    await register('quoted@example.test');
    const warn = jest.spyOn(identity.service.app.get(Logger, { strict: false }), 'warn');
    await deliver();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(warn.mock.calls)).toContain('EENVELOPE');
    expect(JSON.stringify(warn.mock.calls)).not.toContain('quoted@');
  });

  it('is sent by one of two who look for it at once', async () => {
    await register('single@example.test');
    await Promise.all([deliver(), deliver()]);
    expect(server.to('single@example.test')).toHaveLength(1);
  });

  it('is not written when its link was used meanwhile', async () => {
    await aPerson('used@example.test');
    server.isRefusing = true;
    await forget('used@example.test');
    await deliver();
    server.isRefusing = false;
    await database.asAdmin('delete from identity.password_reset');
    identity.clock.advance(5_000);
    await deliver();
    expect(server.to('used@example.test')).toHaveLength(1);
  });

  it('is not to be read by anybody where it is sent', async () => {
    const { organisationId } = await identity.bootstrap('Installation');
    const owner = { organisationId, userId: `usr_${'0'.repeat(32)}`, scopes: ['*'], kind: 'user' as const };
    expect(await identity.call('GET', '/v1/mail/outbox', undefined, { principal: owner })).toMatchObject({
      status: 404,
      body: { code: 'IDENTITY.NO_OUTBOX' },
    });
  });
});

import { pbkdf2Sync } from 'node:crypto';
import { jest } from '@jest/globals';
import { formatPasswordHash } from '../../src/passwords/password-hash.ts';
import type { AuditEntryList } from '@ebbflow/contracts';
import { PasswordsService } from '../../src/passwords/passwords.service.ts';
import { FailedSignInsJob } from '../../src/sessions/failed-sign-ins.job.ts';
import { Person } from '../support/person.ts';
import { identityForFile, PASSWORD } from '../support/started-identity.ts';

const MINUTE_MS = 60_000;
const house = identityForFile();

beforeAll(() => house.identity.anOwner('ada@example.test', 'Ada'));
afterEach(() => jest.restoreAllMocks());

const refused = { status: 401, body: { code: 'IDENTITY.BAD_CREDENTIALS' } };

describe('signing in', () => {
  it('takes the right password, whatever the case of the address', async () => {
    const answer = await house.identity.signIn('ADA@example.test', PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.body['sessionToken']).toMatch(/^ebs_[A-Za-z0-9_-]{27}$/);
  });

  it('gives the same answer for a wrong password and for an address nobody has', async () => {
    const [wrong, unknown] = await Promise.all([
      house.identity.signIn('ada@example.test', 'wrong'),
      house.identity.signIn('nobody@example.test', 'wrong'),
    ]);
    expect(wrong).toMatchObject(refused);
    expect({ ...unknown.body, traceId: '' }).toEqual({ ...wrong.body, traceId: '' });
  });

  it('that failed stands in the audit log, counted: a first entry soon, and one an hour for all that follow', async () => {
    const { sessionToken } = await house.identity.anOwner('guessed@example.test', 'Guessed');
    const person = new Person(house.identity, 'guessed@example.test', sessionToken);
    const job = house.identity.service.app.get(FailedSignInsJob, { strict: false });
    const failed = async () => {
      await job.run();
      const { items } = (await person.ask('GET', '/v1/audit?action=sign-in.failed')).body as unknown as AuditEntryList;
      return items.map(({ actor, facts, personal }) => [
        actor.kind,
        facts['wrongPasswords'],
        personal.facts?.['clientIps'],
      ]);
    };
    await house.identity.signIn('guessed@example.test', 'wrong', '198.51.100.1');
    const first = ['nobody', 1, '198.51.100.1'];
    expect(await failed()).toEqual([first]);
    for (const ip of ['198.51.100.2', '198.51.100.3', '198.51.100.2'])
      await house.identity.signIn('guessed@example.test', 'wrong', ip);
    expect(await failed()).toEqual([first]);
    house.identity.clock.advance(19 * MINUTE_MS);
    expect(await failed()).toEqual([first]);
    house.identity.clock.advance(41 * MINUTE_MS);
    const later = await house.identity.signIn('guessed@example.test', PASSWORD, '198.51.100.9');
    const again = new Person(house.identity, 'guessed@example.test', String(later.body['sessionToken']));
    await job.run();
    const { items } = (await again.ask('GET', '/v1/audit?action=sign-in.failed')).body as unknown as AuditEntryList;
    expect(items.map(({ facts }) => facts['wrongPasswords'])).toEqual([3, 1]);
    expect(items[0]?.personal.facts).toEqual({ clientIps: '198.51.100.2 198.51.100.3' });
  });

  it('does the work of a hash also for an address nobody has', async () => {
    const hash = jest.spyOn(house.identity.service.app.get(PasswordsService, { strict: false }), 'hash');
    expect(await house.identity.signIn('nobody-at-all@example.test', 'wrong')).toMatchObject(refused);
    expect(hash).toHaveBeenCalledTimes(1);
    await expect(hash.mock.results[0]?.value).resolves.toMatch(/^\$pbkdf2-sha512\$i=200000\$/);
  });

  it('rehashes a password that was hashed with fewer iterations', async () => {
    await house.identity.anOwner('old@example.test', 'Old');
    const salt = Buffer.alloc(16, 9);
    const old = formatPasswordHash({ iterations: 1_000, salt, key: pbkdf2Sync(PASSWORD, salt, 1_000, 64, 'sha512') });
    await house.database.asAdmin(`update identity.user set password_hash = $1 where email = 'old@example.test'`, [old]);
    expect((await house.identity.signIn('old@example.test', PASSWORD)).status).toBe(201);
    const [row] = await house.database.asAdmin<{ password_hash: string }>(
      `select password_hash from identity.user where email = 'old@example.test'`,
    );
    expect(row?.password_hash).toMatch(/^\$pbkdf2-sha512\$i=200000\$/);
    expect((await house.identity.signIn('old@example.test', PASSWORD)).status).toBe(201);
  });

  it('is refused before any hashing after ten attempts from one address, and open from another', async () => {
    const verify = jest
      .spyOn(house.identity.service.app.get(PasswordsService, { strict: false }), 'verify')
      .mockResolvedValue({ matches: false });
    for (let attempt = 1; attempt <= 10; attempt += 1)
      expect((await house.identity.signIn('hammered@example.test', 'x', '198.51.100.7')).status).toBe(401);
    const answer = await house.identity.signIn('hammered@example.test', 'x', '198.51.100.7');
    expect(answer).toMatchObject({ status: 429, body: { code: 'IDENTITY.TOO_MANY_ATTEMPTS' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(verify).toHaveBeenCalledTimes(10);
    expect((await house.identity.signIn('hammered@example.test', 'x', '198.51.100.8')).status).toBe(401);
  });

  it('counts all addresses of one IPv6 network as one', async () => {
    jest
      .spyOn(house.identity.service.app.get(PasswordsService, { strict: false }), 'verify')
      .mockResolvedValue({ matches: false });
    const from = async (ip: string) => (await house.identity.signIn('network@example.test', 'x', ip)).status;
    for (let host = 1; host <= 10; host += 1) expect(await from(`2001:db8:1:2::${String(host)}`)).toBe(401);
    expect(await from('2001:db8:1:2::11')).toBe(429);
    expect(await from('2001:db8:1:3::1')).toBe(401);
  });

  it('stops guessing at an account from however many addresses at a hundred an hour, and counts no right password', async () => {
    const verify = jest
      .spyOn(house.identity.service.app.get(PasswordsService, { strict: false }), 'verify')
      .mockResolvedValue({ matches: false });
    const guess = async (attempt: number, email: string) =>
      (await house.identity.signIn(email, 'x', `203.0.113.${String(attempt)}`)).status;
    await house.identity.anOwner('botnet@example.test', 'Botnet');
    for (let attempt = 1; attempt < 100; attempt += 1) expect(await guess(attempt, 'botnet@example.test')).toBe(401);
    verify.mockResolvedValueOnce({ matches: true, needsRehash: false });
    expect(await guess(100, 'botnet@example.test')).toBe(201);
    expect(await guess(101, 'botnet@example.test')).toBe(401);
    expect(await guess(102, 'botnet@example.test')).toBe(429);
    expect(await guess(102, 'somebody-else@example.test')).toBe(401);
  });
});

describe('a session', () => {
  async function signedIn(): Promise<{ sessionToken: string }> {
    const { body } = await house.identity.signIn('ada@example.test', PASSWORD);
    return { sessionToken: String(body['sessionToken']) };
  }

  it('is ended on the server by 20 minutes without activity', async () => {
    const token = await signedIn();
    house.identity.clock.advance(20 * MINUTE_MS);
    expect(await house.identity.resolve(token)).toMatchObject({
      status: 401,
      body: { code: 'IDENTITY.UNKNOWN_TOKEN' },
    });
  });

  it('rolls with each use', async () => {
    const token = await signedIn();
    for (let use = 1; use <= 4; use += 1) {
      house.identity.clock.advance(15 * MINUTE_MS);
      expect((await house.identity.resolve(token)).status).toBe(200);
    }
  });

  it('does not roll by being watched with', async () => {
    const token = await signedIn();
    for (let look = 1; look <= 3; look += 1) {
      house.identity.clock.advance(6 * MINUTE_MS);
      expect((await house.identity.resolve({ ...token, isPassive: true })).status).toBe(200);
    }
    house.identity.clock.advance(2 * MINUTE_MS);
    expect((await house.identity.resolve({ ...token, isPassive: true })).status).toBe(401);
  });

  it('ends after twelve hours however active it was', async () => {
    const token = await signedIn();
    for (let use = 1; use < 48; use += 1) {
      house.identity.clock.advance(15 * MINUTE_MS);
      expect((await house.identity.resolve(token)).status).toBe(200);
    }
    house.identity.clock.advance(15 * MINUTE_MS);
    expect((await house.identity.resolve(token)).status).toBe(401);
  });

  it('is another one at each sign-in', async () => {
    expect(await signedIn()).not.toEqual(await signedIn());
  });

  it('is gone at once after sign-out, and signing out twice is no error', async () => {
    const token = await signedIn();
    expect((await house.identity.call('DELETE', '/internal/v1/sessions', token)).status).toBe(204);
    expect((await house.identity.resolve(token)).status).toBe(401);
    expect((await house.identity.call('DELETE', '/internal/v1/sessions', token)).status).toBe(204);
  });

  it('leaves no trace of the sessions that were over at the next sign-in', async () => {
    await signedIn();
    house.identity.clock.advance(24 * 60 * MINUTE_MS);
    await signedIn();
    const rows = await house.database.asAdmin(
      `select 1 from identity.session s join identity.user u on u.id = s.user_id where email = 'ada@example.test'`,
    );
    expect(rows).toHaveLength(1);
  });
});

describe('an API token', () => {
  it('is the organisation with its scopes, without a person', async () => {
    const { organisationId, operatorToken } = await house.identity.bootstrap('Token');
    expect((await house.identity.resolve({ apiToken: operatorToken ?? '' })).body).toEqual({
      organisationId,
      apiTokenId: expect.stringMatching(/^tok_/),
      userId: null,
      scopes: ['*'],
      kind: 'api-token',
    });
  });

  it.each(['', 'ebb_', 'ebb_AAAAAAAAAAAAAAAAAAAAAAAAAAA', "' or 1=1 --"])('%p is unknown', async (apiToken) => {
    expect(await house.identity.resolve({ apiToken })).toMatchObject({
      status: 401,
      body: { code: 'IDENTITY.UNKNOWN_TOKEN' },
    });
  });

  it('is not a session, nor the other way round', async () => {
    const { operatorToken } = await house.identity.bootstrap('Not a session');
    expect((await house.identity.resolve({ sessionToken: operatorToken ?? '' })).status).toBe(401);
  });
});

describe('who I am', () => {
  it('tells a person the own address and organisation, and a token without the scope nothing', async () => {
    const { organisationId, sessionToken } = await house.identity.anOwner('eve@example.test', 'Eve');
    const principal = (await house.identity.resolve({ sessionToken })).body as never;
    expect((await house.identity.call('GET', '/v1/me', undefined, { principal })).body).toMatchObject({
      organisationId,
      organisationName: 'Eve',
      email: 'eve@example.test',
    });
    const scopeless = { organisationId, userId: null, scopes: ['runs:read'], kind: 'api-token' as const };
    expect(await house.identity.call('GET', '/v1/me', undefined, { principal: scopeless })).toMatchObject({
      status: 403,
      body: { code: 'HOST.FORBIDDEN' },
    });
  });
});

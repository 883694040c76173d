import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credentials, TestLease } from '@ebbflow/contracts';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse, type Asked } from '@ebbflow/testing';
import { executorService } from '../../src/index.ts';

const house = testHouse([executorService]);
const tenant = newOrganisationId();
const id = 'con_0193f5a0c0de7000800000000000a00b';
const SECRET = 'canary-secret-of-a-test';
const asked: { url: string | undefined; key: unknown }[] = [];
let status = 200;
/** Answers as it is told, repeating the secret: nothing of that may come through. */
const service = createServer((request, response) => {
  asked.push({ url: request.url, key: request.headers['x-api-key'] });
  response.writeHead(status, { location: `/${SECRET}`, 'x-said': SECRET }).end(SECRET);
});
let origin: string;
let executor: RunningService;

const test = (lease: TestLease | undefined, body: object = {}, scopes = ['connections:write']): Promise<Asked> => {
  house.vault.testLeases.clear();
  if (lease) house.vault.testLeases.set(id, lease);
  return house.ask(executor, 'POST', `/v1/connections/${id}/test`, {
    as: 'console',
    principal: { organisationId: tenant, userId: null, scopes, kind: 'user' },
    body,
  });
};
const overHttp = (url: string): TestLease => ({
  over: 'http',
  url,
  headers: [['x-api-key', SECRET]],
  query: [['key', 'a b']],
});
/** The account of the test's own database. */
const database = (more: Partial<Credentials> = {}): TestLease => {
  const { EBB_DATABASE_URL = '', EBB_DATABASE_PASSWORD: secret = '' } = house.database.environment;
  const { hostname: host, port, pathname } = new URL(EBB_DATABASE_URL);
  const account = { host, port: Number(port), user: 'ebb_executor', secret, database: pathname.slice(1) };
  return {
    over: 'account',
    credentials: { kind: 'postgresql', ...account, tls: 'off', verifiesCertificate: true, ...more } as Credentials,
  };
};

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((service.address() as AddressInfo).port)}`;
  executor = await house.start(executorService, {
    EBB_EGRESS_ALLOW: '127.0.0.0/8',
    EBB_EGRESS_SOCKET_PORTS: '1-65535',
  });
});
beforeEach(() => {
  asked.length = 0;
  status = 200;
});
afterAll(async () => {
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

describe('the test of a connection', () => {
  it.each([
    [200, 'works'],
    [204, 'works'],
    [401, 'refused'],
    [403, 'refused'],
    [302, 'unexpected'],
    [500, 'unexpected'],
  ])(
    'over HTTP asks once with what it adds; %i is "%s", and nothing of the answer comes through',
    async (said, outcome) => {
      status = said;
      const answer = await test(overHttp(`${origin}/me?a=1`));
      expect(answer).toMatchObject({ status: 200, body: { outcome, status: said } });
      expect(asked).toEqual([{ url: '/me?a=1&key=a+b', key: SECRET }]);
      expect(JSON.stringify(answer.body)).not.toContain(SECRET);
    },
  );

  it('signs in to an account: with the right password, a wrong one, and where nobody listens', async () => {
    expect((await test(database())).body).toMatchObject({ outcome: 'works', status: null });
    const refused = await test(database({ user: SECRET, secret: SECRET }));
    expect(refused.body).toMatchObject({ outcome: 'refused' });
    expect(JSON.stringify(refused.body)).not.toContain(SECRET);
    expect((await test(database({ port: 1 }))).body).toMatchObject({ outcome: 'unreachable' });
    expect((await test(database({ tls: 'required' }))).body).toMatchObject({
      outcome: 'unreachable',
    });
  });

  it('goes nowhere that a run may not go', async () => {
    const blocked = { outcome: 'not-allowed', status: null };
    expect((await test(overHttp('http://169.254.169.254/latest/meta-data'))).body).toMatchObject(blocked);
    expect((await test(database({ host: '10.0.0.1' }))).body).toMatchObject(blocked);
  });

  it('says what vault says of a connection that is not there, and asks for the right to change connections', async () => {
    expect(await test(undefined)).toMatchObject({ status: 404, body: { code: 'VAULT.UNKNOWN_CONNECTION' } });
    expect((await test(overHttp(origin), {}, ['connections:read'])).status).toBe(403);
    expect((await test(overHttp(origin), { url: 'no address' })).status).toBe(400);
    expect(asked).toEqual([]);
  });
});

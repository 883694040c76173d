import type { KeychainKey, KeychainKeyList } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, selfSigned, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { aes, CANARY, KeychainCaller, login, ORIGIN, token } from './keychain-caller.ts';
import { aRootKey, codeOf } from './vault-fixture.ts';

const NOBODYS = 'kch_0193f5a0c0de7000800000000000a001';

describe('a key', () => {
  const clock = new ManualClock();
  const house = testHouse([vaultService], clock);
  let vault: RunningService;
  const caller = new KeychainCaller(house, () => vault);

  beforeAll(async () => {
    vault = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: aRootKey() });
  });

  it('is made, read, listed, renamed and given another secret without an answer that tells it', async () => {
    const organisation = newOrganisationId();
    const answers = [
      await caller.create(organisation, login, ['https://API.example.com:443', 'http://10.0.0.1:8080/']),
    ];
    const made = answers[0]?.body as KeychainKey;
    expect(answers[0]?.status).toBe(201);
    expect(answers[0]?.headers.get('etag')).toBe('"1"');
    expect(made).toMatchObject({
      id: expect.stringMatching(/^kch_/) as string,
      kind: 'basic-auth',
      allowedOrigins: [ORIGIN, 'http://10.0.0.1:8080'],
      hasSecret: true,
      lastUsedAt: null,
      revision: 1,
    });
    const path = `/${made.id}`;
    answers.push(
      await caller.person(organisation, 'GET', path),
      await caller.person(organisation, 'GET', ''),
      await caller.person(organisation, 'PATCH', path, { revision: 1, body: { name: 'Renamed' } }),
      await caller.person(organisation, 'PUT', `${path}/secret`, { revision: 2, body: login }),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
    expect(answers[1]?.body).toEqual(made);
    expect(answers[2]?.body).toEqual({ items: [made], nextCursor: null });
    expect(answers[4]?.body).toMatchObject({ name: 'Renamed', revision: 3, hasSecret: true });
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(CANARY);
  });

  it('is listed page by page, newest first', async () => {
    const organisation = newOrganisationId();
    const ids: string[] = [];
    for (let made = 0; made < 3; made += 1) ids.push((await caller.created(organisation, aes)).id);
    const first = (await caller.person(organisation, 'GET', '?limit=2')).body as KeychainKeyList;
    const rest = (await caller.person(organisation, 'GET', `?limit=2&cursor=${first.nextCursor ?? ''}`))
      .body as KeychainKeyList;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids.reverse());
    expect(rest.nextCursor).toBeNull();
    expect((await caller.person(organisation, 'GET', '?cursor=con_0193f5a0c0de7000800000000000a001')).status).toBe(400);
  });

  it('loses its secret when its origins change, and works again when it is entered again', async () => {
    const organisation = newOrganisationId();
    const { id } = await caller.created(organisation, token);
    const evil = 'https://evil.example.com';
    const same = { revision: 1, body: { allowedOrigins: [`${ORIGIN}:443/`] } };
    expect((await caller.person(organisation, 'PATCH', `/${id}`, same)).body).toMatchObject({ hasSecret: true });
    const changed = { revision: 2, body: { allowedOrigins: [evil] } };
    expect((await caller.person(organisation, 'PATCH', `/${id}`, changed)).body).toMatchObject({ hasSecret: false });
    expect(codeOf(await caller.lease(organisation, id, 'authorisation', evil))).toBe('VAULT.KEY_WITHOUT_SECRET');
    expect(codeOf(await caller.lease(organisation, id, 'authorisation'))).toBe('VAULT.ORIGIN_NOT_ALLOWED');
    const rows = await house.database.asAdmin('select secret_sealed from vault.keychain where id = $1', [id]);
    expect(rows).toEqual([{ secret_sealed: null }]);
    await caller.person(organisation, 'PUT', `/${id}/secret`, { revision: 3, body: token });
    expect((await caller.lease(organisation, id, 'authorisation', evil)).body).toMatchObject({
      headers: [['X-Api-Key', `${CANARY}-value`]],
    });
  });

  it('is changed only by whoever has seen it as it is', async () => {
    const organisation = newOrganisationId();
    const { id } = await caller.created(organisation, token);
    const rename = { body: { name: 'Other' } };
    const put = { body: token };
    for (const [method, path, asked] of [
      ['PATCH', `/${id}`, rename],
      ['PUT', `/${id}/secret`, put],
    ] as const) {
      const without = await caller.person(organisation, method, path, asked);
      expect([without.status, codeOf(without)]).toEqual([428, 'VAULT.REVISION_REQUIRED']);
      const wrong = await caller.person(organisation, method, path, { ...asked, revision: 7 });
      expect([wrong.status, codeOf(wrong)]).toEqual([412, 'VAULT.KEY_CHANGED']);
    }
    const many = await Promise.all(
      [1, 2, 3, 4].map(() => caller.person(organisation, 'PATCH', `/${id}`, { ...rename, revision: 1 })),
    );
    expect(many.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('keeps its kind', async () => {
    const organisation = newOrganisationId();
    const { id } = await caller.created(organisation, token);
    const answer = await caller.person(organisation, 'PUT', `/${id}/secret`, { revision: 1, body: aes });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/kind' }] } });
    expect((await caller.lease(organisation, id, 'authorisation')).status).toBe(200);
  });

  it('goes physically when it is deleted, and deleting again is fine', async () => {
    const organisation = newOrganisationId();
    const { id } = await caller.created(organisation, aes);
    for (let time = 0; time < 2; time += 1) {
      expect((await caller.person(organisation, 'DELETE', `/${id}`)).status).toBe(204);
    }
    expect(await house.database.asAdmin('select 1 from vault.keychain where id = $1', [id])).toEqual([]);
    expect(codeOf(await caller.person(organisation, 'GET', `/${id}`))).toBe('VAULT.UNKNOWN_KEY');
    expect(codeOf(await caller.lease(organisation, id, 'aes'))).toBe('VAULT.UNKNOWN_KEY');
  });

  it('does not exist for another organisation: what it is told is what is said of an id nobody has', async () => {
    const [owner, stranger] = [newOrganisationId(), newOrganisationId()];
    const { id } = await caller.created(owner, aes);
    const said = async (key: string) => [
      await caller.person(stranger, 'GET', `/${key}`),
      await caller.person(stranger, 'PATCH', `/${key}`, { revision: 1, body: { name: 'Mine now' } }),
      await caller.person(stranger, 'PUT', `/${key}/secret`, { revision: 1, body: aes }),
      await caller.person(stranger, 'DELETE', `/${key}`),
      await caller.lease(stranger, key, 'aes'),
    ];
    const plain = (answers: Awaited<ReturnType<typeof said>>): unknown =>
      answers.map(({ status, body }) => [status, { ...(body as object), traceId: undefined }]);
    expect(plain(await said(id))).toEqual(plain(await said(NOBODYS)));
    expect((await caller.person(stranger, 'GET', '')).body).toEqual({ items: [], nextCursor: null });
    expect((await caller.person(owner, 'GET', `/${id}`)).body).toMatchObject({ name: 'Mine', revision: 1 });
  });

  it('is known by its id to the executor while it has its secret, and only within its organisation', async () => {
    const [owner, stranger] = [newOrganisationId(), newOrganisationId()];
    const [whole, empty] = [await caller.created(owner, aes), await caller.created(owner, token)];
    const elsewhere = { revision: 1, body: { allowedOrigins: ['https://other.example.com'] } };
    await caller.person(owner, 'PATCH', `/${empty.id}`, elsewhere);
    const ids = [whole.id, empty.id, NOBODYS, 'no id \0'];
    const ask = (tenantId: string, as: 'executor' | 'gateway' = 'executor') =>
      house.ask(vault, 'POST', '/internal/v1/keys/exist', { as, body: { tenantId, ids } });
    expect((await ask(owner)).body).toEqual({ existing: [whole.id] });
    expect((await ask(stranger)).body).toEqual({ existing: [] });
    expect((await ask(owner, 'gateway')).status).toBe(403);
  });

  it('needs the scope for what is done with it', async () => {
    const organisation = newOrganisationId();
    const { id } = await caller.created(organisation, aes);
    const ask = (method: string, path: string, scope: string, body?: object) =>
      caller.person(organisation, method, path, { scopes: [scope], revision: 1, ...(body && { body }) });
    const refused = await Promise.all([
      ask('POST', '', 'keys:read', { name: 'x', secret: aes }),
      ask('PATCH', `/${id}`, 'keys:read', { name: 'x' }),
      ask('PUT', `/${id}/secret`, 'keys:read', aes),
      ask('DELETE', `/${id}`, 'keys:read'),
      ask('GET', `/${id}`, 'keys:write'),
      ask('GET', '', 'connections:read'),
    ]);
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    expect((await house.ask(vault, 'GET', `/v1/keys/${id}`)).status).toBe(401);
    expect((await ask('GET', `/${id}`, 'keys:read')).status).toBe(200);
  });

  it('that cannot be read is refused with the place and without a word of it', async () => {
    const organisation = newOrganisationId();
    const { key, cert } = selfSigned('client.example.com');
    const certificate = { kind: 'certificate', certificate: cert, privateKey: key };
    const ssh = {
      kind: 'ssh',
      privateKey: `-----BEGIN OPENSSH PRIVATE KEY-----\n${CANARY}\n-----END OPENSSH PRIVATE KEY-----`,
    };
    const cases: [object, string][] = [
      [{ ...login, user: `${CANARY}:x` }, '/secret/user'],
      [{ ...login, password: `${CANARY}\n` }, '/secret/password'],
      [{ ...token, value: `${CANARY} ` }, '/secret/value'],
      [{ ...token, parameterName: 'Host' }, '/secret/parameterName'],
      [{ ...aes, key: CANARY }, '/secret/key'],
      [{ ...aes, key: 'abc' }, '/secret/key'],
      [{ kind: 'aes', key: Buffer.from(CANARY).toString('base64') }, '/secret/key'],
      [{ ...certificate, certificate: CANARY }, '/secret/certificate'],
      [{ ...certificate, privateKey: CANARY }, '/secret/privateKey'],
      [{ ...certificate, privateKey: selfSigned('x').key }, '/secret/privateKey'],
      [ssh, '/secret/privateKey'],
      [{ kind: 'pgp', publicKey: CANARY }, '/secret/publicKey'],
      [{ kind: 'pgp' }, '/secret/publicKey'],
      [{ kind: CANARY }, '/secret/kind'],
    ];
    for (const [secret, pointer] of cases) {
      const { status, body } = await caller.create(organisation, secret);
      const { errors } = body as { errors: { pointer: string }[] };
      expect([secret, status, errors[0]?.pointer]).toEqual([secret, 400, pointer]);
      expect(JSON.stringify(body)).not.toContain(CANARY);
    }
    for (const [secret, origins] of [
      [token, []],
      [token, ['https://api.example.com/path']],
      [aes, [ORIGIN]],
    ] as const) {
      expect((await caller.create(organisation, secret, origins)).status).toBe(400);
    }
    expect((await caller.person(organisation, 'GET', '')).body).toEqual({ items: [], nextCursor: null });
  });
});

import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { ErasureAnswer, FinishedRun, ImportedScenario, PolicyKeys, SignedCertificate } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import { waitFor } from '@ebbflow/testing';
import { Client } from 'pg';
import { AllInOneProcess } from '../src/all-in-one-process.ts';

/** So many that deleting them takes long enough to be cut off. */
const ROWS = 30_000;
const BLUEPRINT = {
  name: 'Takes what comes',
  flow: [
    { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: {}, mapper: {} },
    { id: 2, module: 'json:ParseJSON', version: 1, mapper: { json: '{{toString("{}")}}' } },
  ],
  metadata: { version: 1, instant: true },
};

interface Tenant {
  readonly id: string;
  readonly token: string;
  readonly hook: string;
}

describe('the erasure of an organisation, over the whole house', () => {
  const ebbflow = new AllInOneProcess({ EBB_RETENTION_ERASURE_GRACE: '0s' });
  let gone: Tenant;
  let other: Tenant;

  async function sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const database = new Client({ connectionString: ebbflow.adminUrl });
    await database.connect();
    try {
      return (await database.query<Row>(text, [...values])).rows;
    } finally {
      await database.end();
    }
  }

  function api(token: string, path: string, method = 'GET', body?: object): Promise<Response> {
    return fetch(`${ebbflow.consoleUrl}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  const read = async <Answer>(token: string, path: string): Promise<Answer> =>
    (await api(token, path)).json() as Promise<Answer>;
  const post = (hook: string): Promise<Response> =>
    fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"who":"ada"}' });

  async function aTenant(): Promise<Tenant> {
    const [id, user, token] = [newId('org'), newId('usr'), `ebb_${randomBytes(20).toString('base64url')}`];
    await sql('insert into identity.organisation (tenant_id, name) values ($1, $2)', [id, 'Theirs']);
    await sql(`insert into identity.user (tenant_id, id, email, password_hash) values ($1, $2, $3, 'x')`, [
      id,
      user,
      `${id.slice(-12)}@example.test`,
    ]);
    await sql(
      `insert into identity.membership (tenant_id, user_id, home_tenant_id, role) values ($1, $2, $1, 'owner')`,
      [id, user],
    );
    await sql(
      `insert into identity.api_token (tenant_id, id, name, token_hash, scopes, user_id, prefix) values ($1, $2, 'all', $3, '{*}', $4, $5)`,
      [id, newId('tok'), createHash('sha256').update(token).digest(), user, token.slice(0, 12)],
    );
    const imported = (await (
      await api(token, 'executor/v1/scenarios', 'POST', { blueprint: BLUEPRINT })
    ).json()) as ImportedScenario;
    await api(token, `executor/v1/scenarios/${imported.scenarioId}/activation`, 'PUT', { active: true });
    const hook = imported.hooks[0]?.url ?? '';
    expect((await post(hook)).status).toBe(200);
    await waitFor(async () => (await read<{ items: FinishedRun[] }>(token, 'log-store/v1/runs')).items.length === 1, {
      what: 'a run to be readable',
      timeoutMs: 30_000,
    });
    return { id, token, hook };
  }

  beforeAll(async () => {
    await ebbflow.start();
    [gone, other] = [await aTenant(), await aTenant()];
    // Of the same day as the run, so that the partition is there.
    await sql(
      `insert into log_store.activity select (jsonb_populate_record(activity, jsonb_build_object('event_id', 'copy-' || n, 'run_id', 'run_' || n))).*
         from log_store.activity cross join generate_series(1, $2) as n where activity.tenant_id = $1`,
      [gone.id, ROWS],
    );
  }, 120_000);

  afterAll(() => ebbflow[Symbol.asyncDispose](), 30_000);

  it('goes on through kill -9, and leaves nothing of it and all of others', async () => {
    const planned = (await (
      await api(gone.token, 'retention/v1/erasures', 'POST', { subject: { kind: 'organisation', tenantId: gone.id } })
    ).json()) as ErasureAnswer;
    expect(planned.counts).toMatchObject({ 'gateway.delivery': 1, 'log-store.activity': ROWS + 1 });
    const approvedAtMs = Date.now();
    expect((await api(gone.token, `retention/v1/erasures/${planned.id}/approval`, 'POST')).status).toBe(200);
    const stateOf = async (): Promise<{ state: string; certificate_id: string | null; shredded_at: Date | null }> =>
      (
        await sql<{ state: string; certificate_id: string | null; shredded_at: Date | null }>(
          'select state, certificate_id, shredded_at from retention.erasure where id = $1',
          [planned.id],
        )
      )[0] ?? { state: '', certificate_id: null, shredded_at: null };
    await waitFor(async () => (await stateOf()).state === 'deleting', { what: 'deleting to begin', timeoutMs: 60_000 });
    await ebbflow.kill();
    await ebbflow.start();
    const { certificate_id: certificateId, shredded_at: shreddedAt } = await waitFor(
      async () => {
        const now = await stateOf();
        return now.state === 'done' ? now : undefined;
      },
      { what: 'the erasure to be done', timeoutMs: 90_000 },
    );
    expect((shreddedAt?.getTime() ?? Infinity) - approvedAtMs).toBeLessThan(60_000);
    expect([404, 410]).toContain((await post(gone.hook)).status);
    expect((await api(gone.token, 'identity/v1/me')).status).toBe(401);

    const signed = (await (
      await ebbflow.api(`retention/v1/certificates/${certificateId ?? ''}`)
    ).json()) as SignedCertificate;
    const { keys } = (await (await ebbflow.api('retention/v1/policy/keys')).json()) as PolicyKeys;
    const [header = '', payload = '', signature = ''] = signed.jws.split('.');
    const key = createPublicKey({ key: { ...keys[0] }, format: 'jwk' });
    expect(verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual(signed.certificate);
    expect(signed.certificate).toMatchObject({ subjectKind: 'organisation', residual: { scope: 'full', places: 0 } });

    expect((await read<{ items: unknown[] }>(other.token, 'log-store/v1/runs')).items).toHaveLength(1);
    expect((await post(other.hook)).status).toBe(200);
  }, 240_000);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ErasureAnswer,
  ErasureSubject,
  ImportedScenario,
  Principal,
  SignedCertificate,
  Verification,
} from '@ebbflow/contracts';
import { freePort } from '@ebbflow/embedded-postgres';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { ERASURES, type Erasures } from '@ebbflow/service-host/erasure';
import { newOrganisationId, testHouse, waitFor } from '@ebbflow/testing';
import { SERVICES } from '../../src/services.ts';

const { console: _console, ...KEEPING } = SERVICES;
type Name = keyof typeof KEEPING;
const NAMES = ['vault', 'identity', 'log-store', 'executor', 'gateway', 'retention'] as const satisfies readonly Name[];

const house = testHouse(NAMES.map((name) => KEEPING[name]));
const folder = mkdtempSync(join(tmpdir(), 'ebbflow-erasure-'));
const running = {} as Record<Name, RunningService>;
let ports: Record<Name, string>;
let erased: { tenantId: string; owner: Principal };
let installation: string;
let settings: Record<string, string>;

const BLUEPRINT = {
  name: 'Takes what comes',
  flow: [
    { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: {}, mapper: {} },
    { id: 2, module: 'json:ParseJSON', version: 1, mapper: { json: '{{toString("{}")}}' } },
  ],
  metadata: { version: 1, instant: true, scenario: { dlq: true } },
};

beforeAll(async () => {
  ports = Object.fromEntries(
    await Promise.all(NAMES.map(async (name) => [name, String(await freePort())] as const)),
  ) as Record<Name, string>;
  const door = String(await freePort());
  settings = {
    EBB_VAULT_ROOT_KEY: Buffer.alloc(32, 7).toString('base64'),
    EBB_VAULT_PERIODS_DIR: join(folder, 'periods'),
    EBB_GATEWAY_DOOR_PORT: door,
    EBB_GATEWAY_PUBLIC_URL: `http://127.0.0.1:${door}`,
    EBB_RETENTION_LEDGER_FILE: join(folder, 'ledger', 'erasures.jsonl'),
    EBB_RETENTION_SCAN_DATABASE_URL: house.database.adminUrl,
    EBB_RETENTION_ERASURE_GRACE: '0s',
    ...Object.fromEntries(
      NAMES.map((name) => [`EBB_URL_${name.toUpperCase().replace('-', '_')}`, `http://127.0.0.1:${ports[name]}`]),
    ),
  };
  for (const name of NAMES) {
    await start(name);
  }
  const { body } = await house.ask(running.identity, 'POST', '/internal/v1/organisations', {
    as: 'console',
    body: { name: 'Installation' },
  });
  installation = (body as { organisationId: string }).organisationId;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(name: Name): Promise<void> {
  running[name] = await house.start(KEEPING[name], { ...settings, EBB_SERVICE_PORT: ports[name] });
}

const aPrincipal = (organisationId: string, userId: string = newId('usr')): Principal => ({
  organisationId,
  userId,
  scopes: ['*'],
  kind: 'user',
});

async function ask<Answer>(
  service: Name,
  route: string,
  principal: Principal,
  body?: unknown,
): Promise<{ status: number; body: Answer }> {
  const [method = '', path = ''] = route.split(' ');
  const answer = await house.ask(running[service], method, path, {
    as: 'console',
    principal,
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, body: answer.body as Answer };
}

/** An organisation with an owner, an invoice, and a scenario that has run once. */
async function aTenant(): Promise<{ tenantId: string; owner: Principal; email: string }> {
  const tenantId = newOrganisationId();
  const owner = aPrincipal(tenantId);
  const email = `owner-${tenantId.slice(-8)}@example.org`;
  await house.database.asAdmin(`insert into identity.organisation (tenant_id, name) values ($1, 'Theirs')`, [tenantId]);
  await house.database.asAdmin(
    `insert into identity.user (tenant_id, id, email, password_hash) values ($1, $2, $3, 'x')`,
    [tenantId, owner.userId, email],
  );
  await house.database.asAdmin(
    `insert into identity.membership (tenant_id, user_id, home_tenant_id, role) values ($1, $2, $1, 'owner')`,
    [tenantId, owner.userId],
  );
  const { body } = await ask<ImportedScenario>('executor', 'POST /v1/scenarios', owner, { blueprint: BLUEPRINT });
  await ask('executor', `PUT /v1/scenarios/${body.scenarioId}/activation`, owner, { active: true });
  const accepted = await fetch(body.hooks[0]?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'subject@example.org', name: 'Somebody' }),
  });
  expect(accepted.status).toBe(200);
  await waitFor(
    async () => {
      const runs = await ask<{ items: unknown[] }>('log-store', 'GET /v1/runs', owner);
      return runs.body.items.length === 1 ? true : undefined;
    },
    { what: 'the run to be readable', timeoutMs: 20_000 },
  );
  return { tenantId, owner, email };
}

const staff = (): [Principal, Principal] => [aPrincipal(installation), aPrincipal(installation)];

async function planned(by: Principal, subject: ErasureSubject): Promise<ErasureAnswer> {
  const { status, body } = await ask<ErasureAnswer>('retention', 'POST /v1/erasures', by, { subject });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

async function approved(by: Principal, id: string): Promise<number> {
  return (await ask('retention', `POST /v1/erasures/${id}/approval`, by)).status;
}

async function done(by: Principal, id: string): Promise<ErasureAnswer> {
  let last: ErasureAnswer | undefined;
  try {
    return await waitFor(
      async () => {
        last = (await ask<ErasureAnswer>('retention', `GET /v1/erasures/${id}`, by)).body;
        return last.state === 'done' ? last : undefined;
      },
      { what: 'the erasure to be done', timeoutMs: 40_000 },
    );
  } catch (thrown) {
    throw new Error(JSON.stringify(last, null, 1), { cause: thrown });
  }
}

async function certificateOf({ certificateId }: ErasureAnswer): Promise<SignedCertificate> {
  return (await (
    await fetch(`${running.retention.url}/v1/certificates/${certificateId ?? ''}`)
  ).json()) as SignedCertificate;
}

describe('an erasure', () => {
  it('reaches every table and every column that names a person, or somebody has said why not', async () => {
    for (const [name, { app }] of Object.entries(running)) {
      const gaps = await app.get<Erasures>(ERASURES, { strict: false }).gaps();
      expect({ name, gaps }).toEqual({ name, gaps: [] });
    }
  });

  it('of an organisation takes two of staff, and leaves nothing of it and all of others', async () => {
    const [gone, other] = [await aTenant(), await aTenant()];
    const [first, second] = staff();
    erased = gone;
    const plan = await planned(first, { kind: 'organisation', tenantId: gone.tenantId });
    expect(plan.counts).toMatchObject({
      'executor.scenario': 1,
      'gateway.delivery': 1,
      'log-store.execution_details': 1,
    });
    expect(await approved(first, plan.id)).toBe(403);
    expect(await approved(second, plan.id)).toBe(200);
    const end = await done(first, plan.id);
    const { certificate } = await certificateOf(end);
    expect(certificate).toMatchObject({ subjectKind: 'organisation', residual: { scope: 'full', places: 0 } });
    const runs = await ask<{ items: unknown[] }>('log-store', 'GET /v1/runs', other.owner);
    expect(runs.body.items).toHaveLength(1);
  }, 90_000);

  it('of a canary, which is planted for staff and by night, is what the verification of the notice measures', async () => {
    const [one] = staff();
    const measured = async () =>
      (await ask<Verification>('retention', 'GET /v1/policy/verification', one)).body.report.evidence.find(
        ({ id }) => id === 'canary-erased',
      );
    expect((await measured())?.notMeasured).toContain('no canary was made yet');
    const outsider = await ask('retention', 'POST /v1/policy/canaries', aPrincipal(newOrganisationId()));
    expect(outsider.status).toBe(404);
    const planted = await ask<ErasureAnswer>('retention', 'POST /v1/policy/canaries', one);
    expect(planted).toMatchObject({
      status: 201,
      body: { counts: { 'identity.organisation': 1, 'identity.user': 1 } },
    });
    const { certificate } = await certificateOf(await done(one, planted.body.id));
    expect(certificate).toMatchObject({ subjectKind: 'organisation', residual: { places: 0 } });
    expect(await measured()).toMatchObject({ holds: true, notMeasured: null });
    await house.database.asAdmin(`update retention.canary set planted_at = now() - interval '49 hours'`);
    expect(await measured()).toMatchObject({ holds: false });
  }, 60_000);

  it('of somebody inside an organisation’s payloads takes what mentions that person, and leaves the rest', async () => {
    const tenant = await aTenant();
    const store = await ask<{ id: string }>('executor', 'POST /v1/data-stores', tenant.owner, {
      name: 'People',
      maxBytes: 1_048_576,
    });
    expect(store.status).toBe(201);
    for (const [key, email] of [
      ['a', 'subject@example.org'],
      ['b', 'other@example.org'],
    ])
      await ask('executor', `POST /v1/data-stores/${store.body.id}/records`, tenant.owner, { key, data: { email } });
    const plan = await planned(tenant.owner, {
      kind: 'data-subject',
      tenantId: tenant.tenantId,
      values: ['Subject@example.org'],
    });
    expect(plan.counts).toEqual({
      'gateway.delivery': 1,
      'log-store.execution_details': 1,
      'executor.data_store_record': 1,
    });
    expect(await approved(tenant.owner, plan.id)).toBe(200);
    const { certificate } = await certificateOf(await done(tenant.owner, plan.id));
    expect(certificate).toMatchObject({ erased: plan.counts, shreddedAt: null });
    const again = await planned(tenant.owner, {
      kind: 'data-subject',
      tenantId: tenant.tenantId,
      values: ['subject@example.org'],
    });
    expect(again.counts).toEqual({});
  }, 60_000);

  it('is not certified while anything is left anywhere, also where no service looks', async () => {
    const tenant = await aTenant();
    await house.database.asAdmin(`create table identity.stray as select 'left@example.org'::text as note`);
    const erased = async (value: string): Promise<string> => {
      const subject = { kind: 'data-subject' as const, tenantId: tenant.tenantId, values: [value] };
      const { id } = await planned(tenant.owner, subject);
      expect(await approved(tenant.owner, id)).toBe(200);
      return id;
    };
    const stuck = await erased('left@example.org');
    await waitFor(
      async () =>
        (await house.database.asAdmin(`select 1 from retention.erasure where id = $1 and scans > 0`, [stuck])).length >
        0,
      { what: 'the scanner to have looked', timeoutMs: 20_000 },
    );
    const found = (await ask<ErasureAnswer>('retention', `GET /v1/erasures/${stuck}`, tenant.owner)).body;
    expect(found).toMatchObject({ state: 'scanning', certificateId: null });
    await house.database.asAdmin('drop table identity.stray');
    // Another one rings.
    await done(tenant.owner, await erased('elsewhere@example.org'));
    expect((await done(tenant.owner, stuck)).certificateId).not.toBeNull();
  }, 90_000);

  it('of a person takes the account and every trace, and other members stay', async () => {
    const tenant = await aTenant();
    const member = newId('usr');
    await house.database.asAdmin(
      `insert into identity.user (tenant_id, id, email, password_hash) values ($1, $2, 'member@example.org', 'x')`,
      [tenant.tenantId, member],
    );
    await house.database.asAdmin(
      `insert into identity.membership (tenant_id, user_id, home_tenant_id, role) values ($1, $2, $1, 'member')`,
      [tenant.tenantId, member],
    );
    await house.database.asAdmin(`update executor.scenario set owner_id = $2 where tenant_id = $1`, [
      tenant.tenantId,
      member,
    ]);
    const last = await ask('retention', 'POST /v1/erasures', tenant.owner, {
      subject: { kind: 'user', tenantId: tenant.tenantId, userId: tenant.owner.userId },
    });
    expect(last).toMatchObject({ status: 409, body: { code: 'IDENTITY.LAST_OWNER' } });
    const self = aPrincipal(tenant.tenantId, member);
    const plan = await planned(self, { kind: 'user', tenantId: tenant.tenantId, userId: member });
    expect(plan).toMatchObject({ approval: 'grace', counts: { 'identity.user': 1, 'executor.scenario': 1 } });
    expect(await approved(self, plan.id)).toBe(200);
    const [someStaff] = staff();
    const { certificate } = await certificateOf(await done(someStaff, plan.id));
    expect(certificate.residual).toMatchObject({ scope: 'full', places: 0 });
    const users = await house.database.asAdmin<{ id: string }>(`select id from identity.user where tenant_id = $1`, [
      tenant.tenantId,
    ]);
    expect(users.map(({ id }) => id)).toEqual([tenant.owner.userId]);
  }, 60_000);

  it('says in each case that cannot be erased why not', async () => {
    const [tenant, foreign] = [await aTenant(), await aTenant()];
    const [first, second] = staff();
    const plan = (by: Principal, subject: unknown) =>
      ask<{ code: string }>('retention', 'POST /v1/erasures', by, { subject });
    const own = { kind: 'organisation', tenantId: tenant.tenantId };
    expect(await plan(first, { kind: 'organisation', tenantId: newOrganisationId() })).toMatchObject({
      status: 404,
      body: { code: 'RETENTION.UNKNOWN_SUBJECT' },
    });
    expect(await plan(tenant.owner, { kind: 'organisation', tenantId: foreign.tenantId })).toMatchObject({
      status: 404,
      body: { code: 'RETENTION.UNKNOWN_SUBJECT' },
    });
    expect(
      await plan(tenant.owner, { kind: 'device', tenantId: tenant.tenantId, deviceId: newId('dev') }),
    ).toMatchObject({ status: 404 });
    expect(
      await plan(tenant.owner, { kind: 'connection', tenantId: tenant.tenantId, connectionId: newId('con') }),
    ).toMatchObject({ status: 404 });
    const twice = await Promise.all([plan(first, own), plan(second, own)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [under] = (await ask<{ items: ErasureAnswer[] }>('retention', 'GET /v1/erasures', tenant.owner)).body.items;
    expect(under?.state).toBe('planned');
    const id = under?.id ?? '';
    expect((await ask('retention', `GET /v1/erasures/${id}`, foreign.owner)).status).toBe(404);
    expect((await ask('retention', `DELETE /v1/erasures/${id}`, first)).status).toBe(200);
    expect(await approved(second, id)).toBe(409);
    const hold = await ask<{ id: string }>('retention', 'POST /v1/holds', first, {
      subject: own,
      ground: { law: 'Code of Civil Procedure', article: '§ 1', reason: 'A court wants to see the runs.' },
      until: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(hold.status).toBe(201);
    expect(await plan(first, own)).toMatchObject({ status: 409, body: { code: 'RETENTION.UNDER_HOLD' } });
  }, 60_000);

  it('is done again after a restore, and before anybody is served', async () => {
    const { tenantId, owner } = erased;
    for (const name of ['identity', 'gateway', 'retention'] as const) await running[name].stop();
    // What a backup from before brings back, in a database that is not the one the marks were written in.
    await house.database.asAdmin(`insert into identity.organisation (tenant_id, name) values ($1, 'Back again')`, [
      tenantId,
    ]);
    await house.database.asAdmin(
      `insert into gateway.hook (tenant_id, id, scenario_id, module_id, token, options, created_at, updated_at)
       values ($1, $2, 'scn_x', 1, 'tokenthatwasgonetokenthatwasgone', '{}', now(), now())`,
      [tenantId, newId('hok')],
    );
    for (const schema of ['identity', 'gateway'])
      await house.database.asAdmin(`update ${schema}.restore_mark set mark = 'of another database'`);
    await start('identity');
    await start('gateway');
    expect((await fetch(`${running.identity.url}/health/ready`)).status).toBe(503);
    expect(await ask('identity', 'GET /v1/organisation', owner)).toMatchObject({
      status: 503,
      body: { code: 'HOST.RESTORED_NOT_REPLAYED' },
    });
    const door = `${settings['EBB_GATEWAY_PUBLIC_URL'] ?? ''}/hook/tokenthatwasgonetokenthatwasgone`;
    expect((await fetch(door, { method: 'POST', body: '{}' })).status).toBe(503);
    await start('retention');
    await waitFor(async () => (await fetch(`${running.identity.url}/health/ready`)).status === 200, {
      what: 'identity to be served',
      timeoutMs: 20_000,
    });
    await waitFor(async () => (await fetch(door, { method: 'POST', body: '{}' })).status === 404, {
      what: 'the hook to be gone',
      timeoutMs: 20_000,
    });
    const left = await house.database.asAdmin(`select 1 from identity.organisation where tenant_id = $1`, [tenantId]);
    expect(left).toEqual([]);
    expect((await ask('identity', 'GET /v1/organisation', aPrincipal(installation))).status).not.toBe(503);
  }, 60_000);
});

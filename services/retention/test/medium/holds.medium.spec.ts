import type { Breach, ErasureSubject, HoldAnswer, HoldList, Principal } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { roleNames, untaggedColumns } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { auditFactsOf, newOrganisationId, testHouse } from '@ebbflow/testing';
import { BREACHES_ENTITIES } from '../../src/breaches-parts.ts';
import { BreachRemindersJob } from '../../src/breaches/breach-reminders.job.ts';
import { AccountingHold } from '../../src/held-records/accounting-hold.ts';
import { HeldRecordsJob } from '../../src/held-records/held-records.job.ts';
import { HOLDS_ENTITIES } from '../../src/holds-parts.ts';
import { Holds } from '../../src/holds/holds.service.ts';
import { retentionService } from '../../src/index.ts';
import { IdentityFake } from './identity.fake.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const clock = new ManualClock(Date.UTC(2026, 2, 10, 12));
const house = testHouse([retentionService], clock);
const identity = new IdentityFake();
const installation = newOrganisationId();
const tenant = newOrganisationId();
let retention: Awaited<ReturnType<typeof house.start>>;

const person = (organisationId: string, userId: string | null, apiTokenId?: string): Principal => ({
  organisationId,
  userId,
  scopes: ['*'],
  kind: userId === null ? 'api-token' : 'user',
  ...(apiTokenId === undefined ? {} : { apiTokenId }),
});
const ada = person(installation, 'usr_ada');
const ben = person(installation, 'usr_ben');
const adasToken = person(installation, null, 'tok_ada');
const operator = person(installation, null, 'tok_operator');
const member = person(tenant, 'usr_member');

const part = <T>(type: new (...parts: never[]) => T): T => retention.app.get<T>(type, { strict: false });
const ask = (principal: Principal, method: string, path: string, body?: unknown) =>
  house.ask(retention, method, path, { as: 'console', principal, ...(body === undefined ? {} : { body }) });
const until = (days: number) => new Date(clock.nowMs() + days * DAY_MS).toISOString();
const ground = { law: 'Code of Civil Procedure', article: '§ 101', reason: 'Evidence in a lawsuit that is pending.' };
const propose = async (by: Principal, subject: ErasureSubject, more: object = {}) => {
  const answer = await ask(by, 'POST', '/v1/holds', { subject, ground, until: until(30), ...more });
  expect(answer.status).toBe(201);
  return answer.body as HoldAnswer;
};
const held = async (subject: ErasureSubject) => (await part(Holds).covers(subject)).map(({ id }) => id);

beforeAll(async () => {
  identity.installation = installation;
  identity.tokens.set('tok_ada', 'usr_ada').set('tok_operator', null);
  const nobody = 'http://127.0.0.1:9';
  retention = await house.start(retentionService, {
    EBB_URL_IDENTITY: await identity.start(),
    ...{ EBB_URL_GATEWAY: nobody, EBB_URL_LOG_STORE: nobody, EBB_URL_EXECUTOR: nobody },
  });
});
afterAll(() => identity.stop());

describe('a legal hold', () => {
  it('keeps from the first moment, is confirmed by somebody else, and is released by two', async () => {
    const organisation = { kind: 'organisation', tenantId: tenant } as const;
    const hold = await propose(ada, organisation);
    expect(hold).toMatchObject({ state: 'proposed', proposed: { by: 'user:usr_ada' }, confirmed: null });
    expect(await held(organisation)).toEqual([hold.id]);
    const confirm = (by: Principal) => ask(by, 'POST', `/v1/holds/${hold.id}/confirmation`, {});
    const release = (by: Principal) =>
      ask(by, 'POST', `/v1/holds/${hold.id}/release`, { reason: 'The case is over now.' });
    const secondNeeded = { status: 403, body: { code: 'RETENTION.SECOND_PERSON_NEEDED' } };
    // The same pair of eyes, also behind a token.
    expect(await confirm(ada)).toMatchObject(secondNeeded);
    expect(await confirm(adasToken)).toMatchObject(secondNeeded);
    expect(await confirm(member)).toMatchObject({ status: 404, body: { code: 'RETENTION.NOT_THE_INSTALLATION' } });
    expect(await confirm(operator)).toMatchObject({ status: 200, body: { state: 'in-force' } });
    expect(await confirm(ben)).toMatchObject({ status: 409, body: { code: 'RETENTION.HOLD_STATE' } });
    expect(await release(member)).toMatchObject({ status: 403, body: { code: 'RETENTION.HOLD_NOT_YOURS' } });
    expect(await release(ben)).toMatchObject({ status: 200, body: { state: 'release-proposed' } });
    expect(await held(organisation)).toEqual([hold.id]);
    expect(await release(ben)).toMatchObject(secondNeeded);
    expect(await release(ada)).toMatchObject({
      status: 200,
      body: { state: 'released', releaseReason: 'The case is over now.' },
    });
    expect(await held(organisation)).toEqual([]);
    expect(await release(ada)).toMatchObject({ status: 409 });
    const facts = (await auditFactsOf(house.database, 'retention', tenant)).filter(
      ({ object }) => object.id === hold.id,
    );
    expect(facts.map(({ action }) => action)).toEqual(
      ['proposed', 'confirmed', 'release-proposed', 'released'].map((step) => `legal-hold.${step}`),
    );
  });

  it('of no organisation is refused by name of the field, whoever asks', async () => {
    const subject = { kind: 'organisation', tenantId: 'nonsense' };
    for (const by of [ada, member])
      expect(await ask(by, 'POST', '/v1/holds', { subject, ground, until: until(1) })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/subject/tenantId' }] },
      });
    expect(await ask(ada, 'GET', '/v1/holds?organisationId=nonsense')).toMatchObject({ status: 400 });
    for (const path of ['/v1/holds/nonsense', '/v1/breaches/nonsense'])
      expect(await ask(ada, 'GET', path)).toMatchObject({ status: 404 });
  });

  it('lapses to the second when nobody confirms it, and ends with its time', async () => {
    const user = { kind: 'user', tenantId: tenant, userId: 'usr_kept' } as const;
    const lapsing = await propose(ada, user);
    const ending = await propose(ada, user, { until: until(20) });
    await ask(ben, 'POST', `/v1/holds/${ending.id}/confirmation`, {});
    clock.advance(7 * DAY_MS - 1);
    expect(await held(user)).toEqual([lapsing.id, ending.id]);
    clock.advance(1);
    expect(await held(user)).toEqual([ending.id]);
    clock.advance(13 * DAY_MS);
    expect(await held(user)).toEqual([]);
    const { items } = (await ask(ben, 'GET', '/v1/holds?limit=2')).body as HoldList;
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [ending.id, 'ended'],
      [lapsing.id, 'lapsed'],
    ]);
    for (const days of [-1, 40_000])
      expect(await ask(ada, 'POST', '/v1/holds', { subject: user, ground, until: until(days) })).toMatchObject({
        status: 422,
        body: { code: 'RETENTION.HOLD_UNTIL' },
      });
  });

  it('of a person in an organisation’s data is the organisation’s own, found by what it is asked by, and keeps no value', async () => {
    const subject = {
      kind: 'data-subject',
      tenantId: tenant,
      values: ['Eva.Nova@example.test', '+420 777 123 456'],
    } as const;
    const hold = await propose(
      member,
      { ...subject, values: [...subject.values] },
      { scope: { stores: ['executor.data_store_record'], fields: [] } },
    );
    expect(hold).toMatchObject({ state: 'in-force', subject: { valueCount: 2 } });
    const of = (...values: string[]) => held({ kind: 'data-subject', tenantId: tenant, values });
    expect(await of('eva.nova@EXAMPLE.test')).toEqual([hold.id]);
    expect(await of('nobody@example.test', '+420777123456')).toEqual([hold.id]);
    expect(await of('eva@example.test')).toEqual([]);
    expect(
      await held({ kind: 'data-subject', tenantId: newOrganisationId(), values: ['eva.nova@example.test'] }),
    ).toEqual([]);
    // What would take it along is held too.
    expect(await held({ kind: 'organisation', tenantId: tenant })).toContain(hold.id);
    const rows = await house.database.asAdmin(`select to_jsonb(h) as row from retention.legal_hold h`);
    expect(JSON.stringify(rows).toLowerCase()).not.toMatch(/eva\.nova|777123456|777 123 456/);
    const foreign = {
      subject: { kind: 'connection', tenantId: newOrganisationId(), connectionId: 'con_1' },
      ground,
      until: until(1),
    };
    for (const kept of [foreign, { ...foreign, subject: { kind: 'user', tenantId: tenant, userId: 'usr_1' } }])
      expect(await ask(member, 'POST', '/v1/holds', kept)).toMatchObject({
        status: 403,
        body: { code: 'RETENTION.HOLD_NOT_YOURS' },
      });
    // Others see that there is none, staff sees it, and its own members do.
    const stranger = person(newOrganisationId(), 'usr_stranger');
    expect(await ask(stranger, 'GET', `/v1/holds/${hold.id}`)).toMatchObject({ status: 404 });
    expect(((await ask(stranger, 'GET', '/v1/holds')).body as HoldList).items).toEqual([]);
    for (const reader of [member, ben])
      expect(await ask(reader, 'GET', `/v1/holds/${hold.id}`)).toMatchObject({ status: 200 });
    const released = await ask(member, 'POST', `/v1/holds/${hold.id}/release`, { reason: 'Settled out of court.' });
    expect(released).toMatchObject({ status: 200, body: { state: 'released' } });
  });
});

describe('what the books need of an organisation that is erased', () => {
  const gone = newOrganisationId();
  const document = (record: string, id: string, writtenAt: string, fields: Record<string, string | number | null>) => ({
    ...{ record, id, writtenAt, fields },
  });
  const CANARY = 'Canary Person s.r.o.';

  it('is a hold nobody set, until the last year has been over for ten', async () => {
    identity.documents.set(gone, [
      document('invoices', 'ivc_1', '2025-12-31T23:00:00.000Z', { number: '2025-000001', name: CANARY }),
      document('invoices', 'ivc_2', '2026-02-01T10:00:00.000Z', { number: '2026-000007', name: CANARY }),
      document('payments', 'pay_1', '2026-02-01T10:00:00.000Z', { amount_minor: 12_100, currency: 'CZK' }),
    ]);
    const [hold] = await part(Holds).covers({ kind: 'organisation', tenantId: gone });
    expect(hold).toMatchObject({ id: 'accounting', kind: 'statutory', until: new Date('2037-01-01T00:00:00.000Z') });
    expect(hold?.scope.stores).toEqual(['identity.invoice', 'identity.payment']);
    expect(await held({ kind: 'organisation', tenantId: newOrganisationId() })).toEqual([]);
    expect(await held({ kind: 'user', tenantId: gone, userId: 'usr_1' })).toEqual([]);
  });

  it('moves to the restricted store, wherever it is cut off, and says no more whose it was', async () => {
    identity.lostAnswers = 1;
    await expect(part(AccountingHold).takeOver(gone)).rejects.toThrow();
    const taken = await part(AccountingHold).takeOver(gone);
    expect(taken.counts).toEqual({ 'identity.payment': 1 });
    expect(identity.documents.get(gone)).toEqual([]);
    expect((await part(AccountingHold).takeOver(gone)).counts).toEqual({});
    const rows = await house.database.asAdmin<{ row: { id: string } }>(
      'select to_jsonb(h) as row from retention.held_record h order by id',
    );
    expect(rows.map(({ row }) => row.id)).toEqual(['ivc_1', 'ivc_2', 'pay_1']);
    expect(JSON.stringify(rows)).not.toContain(gone);
  });

  it('can be read by no role that logs in, but through the door that writes down who read', async () => {
    const { app, writer, worker } = roleNames('retention');
    const others = await house.database.asAdmin<{ rolname: string }>(
      `select rolname from pg_roles where rolcanlogin and not rolsuper and rolname like 'ebb\\_%'`,
    );
    expect(others.map(({ rolname }) => rolname)).toEqual(expect.arrayContaining([app, writer, worker]));
    for (const { rolname } of others) {
      for (const table of ['held_record', 'held_record_reading'])
        for (const privilege of ['select', 'insert', 'update', 'delete', 'truncate'])
          expect([rolname, table, privilege, await may(rolname, `retention.${table}`, privilege)]).toEqual([
            rolname,
            table,
            privilege,
            false,
          ]);
    }
    await expect(house.database.asAdmin('select * from retention.held_record', [], worker)).rejects.toThrow(
      'permission denied',
    );
    // The worker, which runs jobs, cannot read; nobody can without a reason.
    const read = (role: string, reason: string) =>
      house.database.asAdmin(
        `select * from retention.read_held_records('somebody', $1, null, now(), 5)`,
        [reason],
        role,
      );
    await expect(read(worker, 'a good reason, really')).rejects.toThrow('permission denied');
    await expect(read(app, 'because')).rejects.toThrow('names reader and reason');
  });

  it('is shown to staff who say why, and the reading stays', async () => {
    const read = (by: Principal, body: object) => ask(by, 'POST', '/v1/held-records/readings', body);
    const asked = { reason: 'Tax inspection of 2026, file 17.', number: '2026-000007' };
    expect(await read(member, asked)).toMatchObject({ status: 404, body: { code: 'RETENTION.NOT_THE_INSTALLATION' } });
    expect(await read(ada, { reason: 'so' })).toMatchObject({ status: 400 });
    expect(await read(ada, asked)).toMatchObject({
      status: 200,
      body: { items: [{ id: 'ivc_2', fields: { name: CANARY } }] },
    });
    expect((await ask(ben, 'GET', '/v1/held-records/readings')).body).toMatchObject({
      items: [{ reader: 'user:usr_ada', reason: asked.reason, number: asked.number, count: 1 }],
    });
  });

  it('goes by itself when its time is over, and is shown no more from that second on', async () => {
    const count = async () => (await house.database.asAdmin('select 1 from retention.held_record')).length;
    clock.advance(Date.parse('2036-01-02T00:00:00Z') - clock.nowMs() - 1);
    await part(HeldRecordsJob).run();
    expect(await count()).toBe(3);
    clock.advance(1);
    const shown = await ask(ada, 'POST', '/v1/held-records/readings', { reason: 'Looking whether it is gone.' });
    expect((shown.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual(['pay_1', 'ivc_2']);
    await part(HeldRecordsJob).run();
    expect(await count()).toBe(2);
  });
});

describe('a breach', () => {
  it('has 72 hours from when it was noticed, is reminded of, and cannot be closed before everybody was told', async () => {
    const entered = {
      title: 'An export went to the wrong person',
      description: 'A zip with runs of one organisation was sent to another one.',
      awareAt: new Date(clock.nowMs() - 2 * HOUR_MS).toISOString(),
      dataCategories: ['run details'],
      organisationIds: [tenant],
    };
    expect(await ask(member, 'POST', '/v1/breaches', entered)).toMatchObject({ status: 404 });
    expect(await ask(ada, 'POST', '/v1/breaches', { ...entered, awareAt: until(1) })).toMatchObject({ status: 422 });
    const opened = await ask(ada, 'POST', '/v1/breaches', entered);
    const breach = opened.body as Breach;
    expect(breach).toMatchObject({ state: 'open', risk: 'unknown', revision: 1 });
    expect(breach.duties[0]).toMatchObject({ to: 'authority', state: 'due', remainingSeconds: 70 * 3_600 });
    const at = (path: string) => `/v1/breaches/${breach.id}${path}`;

    const amend = (tag: string | undefined, body: object) => {
      const headers: Record<string, string> = tag === undefined ? {} : { 'if-match': tag };
      return house.ask(retention, 'PATCH', at(''), { as: 'console', principal: ada, body, headers });
    };
    const found = { approximateSubjects: 12, measures: 'The zip was deleted and the link revoked.' };
    expect(await amend(undefined, found)).toMatchObject({ status: 428 });
    expect(await amend(opened.headers.get('etag') ?? '', found)).toMatchObject({
      status: 200,
      body: { revision: 2, ...found },
    });
    expect(await amend('"1"', found)).toMatchObject({ status: 412, body: { code: 'RETENTION.BREACH_CHANGED' } });

    const close = () => ask(ben, 'POST', at('/closing'), { conclusion: 'Links name their reader now.' });
    expect(await close()).toMatchObject({
      status: 409,
      body: { code: 'RETENTION.BREACH_NOT_DONE', detail: expect.stringContaining('not been assessed') },
    });
    await ask(ben, 'POST', at('/assessment'), { risk: 'high', reason: 'The payloads name people and their orders.' });

    clock.advance(60 * HOUR_MS);
    for (let run = 0; run < 2; run += 1) await part(BreachRemindersJob).run();
    clock.advance(12 * HOUR_MS);
    const listed = (await ask(ben, 'GET', '/v1/breaches?state=assessed')).body as { items: Breach[] };
    expect(listed.items[0]?.duties.map(({ state }) => state)).toEqual(['overdue', 'due', 'due']);
    expect(listed.items[0]?.duties[0]?.remainingSeconds).toBe(-2 * 3_600);

    const tell = (to: string, more: object = {}) =>
      ask(ben, 'POST', at('/notifications'), { to, reference: 'UOOU-1234/26', ...more });
    expect(await tell('authority')).toMatchObject({ status: 422, body: { code: 'RETENTION.LATE_REASON_NEEDED' } });
    expect(await tell('authority', { at: until(1) })).toMatchObject({
      status: 422,
      body: { code: 'RETENTION.BREACH_TIME' },
    });
    await tell('authority', { lateReason: 'Whose data it was took three days to find out.' });
    await tell('organisations');
    expect(await close()).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('persons have to be told (Article 34(1)') },
    });
    await tell('persons');
    const closed = await close();
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed' } });
    const { timeline, duties } = closed.body as Breach;
    expect(duties.map(({ state }) => state)).toEqual(['done-late', 'done', 'done']);
    expect(timeline.map(({ step, facts }) => (step === 'reminded' ? facts['hours'] : step))).toEqual([
      ...['noticed', 'entered', 'amended', 'assessed', 24, 48, 60, 'notified', 'notified', 'notified', 'closed'],
    ]);
    expect(await ask(ada, 'POST', at('/assessment'), { risk: 'none', reason: 'On second thoughts.' })).toMatchObject({
      status: 409,
    });
  });

  it('has letters that say what is known and name what is not', async () => {
    const opened = await ask(ada, 'POST', '/v1/breaches', {
      title: 'A laptop was lost',
      description: 'In a train, with its disk encrypted.',
    });
    const { id } = opened.body as Breach;
    const letter = (to: string) => ask(ada, 'GET', `/v1/breaches/${id}/templates/${to}`);
    const toAuthority = await letter('authority');
    expect(toAuthority.body).toMatchObject({ article: '33(1)', text: expect.stringContaining('In a train') });
    expect((toAuthority.body as { missing: string[] }).missing).toEqual(
      expect.arrayContaining(['operator', 'approximateSubjects', 'measures']),
    );
    expect((await letter('persons')).body).toMatchObject({
      article: '34(1)',
      text: expect.stringContaining('high risk to you'),
    });
    expect(await letter('press')).toMatchObject({ status: 404, body: { code: 'RETENTION.UNKNOWN_BREACH_AUDIENCE' } });
  });

  it('goes five years after it was closed, holds after they were over, readings after they were made; an open one stays', async () => {
    const left = async () =>
      Object.fromEntries(
        await Promise.all(
          ['breach', 'legal_hold', 'held_record_reading'].map(async (table) => {
            const rows = await house.database.asAdmin(`select 1 from retention.${table}`);
            return [table, rows.length] as const;
          }),
        ),
      );
    const before = await left();
    expect(before).toMatchObject({ breach: 2, held_record_reading: 1 });
    clock.advance(retentionPolicy().record('breaches').ttl.milliseconds - HOUR_MS);
    await part(HeldRecordsJob).run();
    expect(await left()).toMatchObject({ breach: 2 });
    clock.advance(2 * HOUR_MS);
    await part(HeldRecordsJob).run();
    expect(await left()).toEqual({ breach: 1, legal_hold: 0, held_record_reading: 0 });
  });

  it('and a hold have a decision for every column', () => {
    expect(
      untaggedColumns({ options: { type: 'postgres', entities: [...HOLDS_ENTITIES, ...BREACHES_ENTITIES] } }),
    ).toEqual([]);
  });
});

async function may(role: string, table: string, privilege: string): Promise<boolean> {
  const [row] = await house.database.asAdmin<{ may: boolean }>('select has_table_privilege($1, $2, $3) as may', [
    role,
    table,
    privilege,
  ]);
  return row?.may ?? true;
}

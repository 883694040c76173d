import { randomUUID } from 'node:crypto';
import { createEvent } from '@ebbflow/messaging';
import { notificationRaised, type Principal, principalSchema } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import type { z } from 'zod';
import { NotificationRaisedConsumer } from '../../src/execution-news/notification-raised.consumer.ts';
import { settleExecutionNews } from '../../src/execution-news/settle-execution-news.sql.ts';
import { MailDeliveryJob } from '../../src/mail/mail-delivery.job.ts';
import type { MailKind } from '../../src/mail/mail-kinds.ts';
import { MailSubjects } from '../../src/mail/mail-subjects.ts';
import { MailQueue } from '../../src/mail/mail-queue.ts';
import { UnsubscribeTokens } from '../../src/mail-preferences/unsubscribe-tokens.ts';
import { MailServer } from '../support/mail-server.fake.ts';
import { StartedIdentity } from '../support/started-identity.ts';
import { identityService } from '../../src/index.ts';
import { TemplateDatabase, waitFor } from '@ebbflow/testing';

type Notification = z.infer<typeof notificationRaised.schema>;

const SCENARIO = 'scn_0193f5a0c0de7000800000000000a004';
const database = new TemplateDatabase([identityService]);
const server = new MailServer({ offersTls: false });
let identity: StartedIdentity;
let owner: Principal;

beforeAll(async () => {
  await database.create();
  identity = await StartedIdentity.start(database, {
    EBB_MAIL_HOST: '127.0.0.1',
    EBB_MAIL_PORT: String(await server.start()),
    EBB_MAIL_TLS: 'off',
    EBB_MAIL_POLL: '5m',
  });
  const { sessionToken } = await identity.anOwner('ada@example.test', 'Harbour');
  owner = principalSchema.parse((await identity.resolve({ sessionToken })).body);
}, 60_000);

afterAll(async () => {
  await identity.stop();
  await server.stop();
  await database.drop();
}, 30_000);

beforeEach(async () => {
  await database.asAdmin('delete from identity.execution_news');
  await database.asAdmin('delete from identity.mail');
  await database.asAdmin('delete from identity.mail_preference');
  server.received.length = 0;
});

const deliver = () => identity.service.app.get(MailDeliveryJob, { strict: false }).run();
const put = (purpose: string, body: object, principal = owner) =>
  identity.call('PUT', `/v1/me/mail-preferences/${purpose}`, body, { principal });
const preferences = async () =>
  (await identity.call('GET', '/v1/me/mail-preferences', undefined, { principal: owner })).body;
const mailCount = async () => (await database.asAdmin('select from identity.mail')).length;

function raised(data: Partial<Notification>) {
  const event = createEvent(
    notificationRaised,
    {
      tenantId: owner.organisationId,
      notificationId: 'ntf_0193f5a0c0de7000800000000000a006',
      kind: 'RUN_FAILED',
      severity: 'error',
      raisedAt: identity.clock.now().toISOString(),
      scenarioId: SCENARIO,
      ...data,
    },
    { tenantId: data.tenantId ?? owner.organisationId, clock: identity.clock },
  );
  return {
    id: randomUUID(),
    tenantId: event.tenantId,
    time: identity.clock.now(),
    subject: '',
    key: event.key,
    data: notificationRaised.schema.parse(JSON.parse(Buffer.from(event.data).toString('utf8'))),
  };
}
const ingest = (...events: ReturnType<typeof raised>[]) =>
  identity.service.app.get(NotificationRaisedConsumer, { strict: false }).ingest(events);

describe('execution news', () => {
  it('is one mail for each scenario and hour, with what came meanwhile in it', async () => {
    await ingest(raised({}), raised({ kind: 'RUN_WARNING', severity: 'warning', facts: { count: 3 } }));
    await ingest(raised({}));
    await deliver();
    expect(server.received).toEqual([]);
    identity.clock.advance(61_000);
    await deliver();
    expect(server.to('ada@example.test')).toHaveLength(1);
    expect(server.received[0]?.source).toContain('2 errors and 3 warnings');
    await ingest(raised({ kind: 'SCENARIO_DEACTIVATED', facts: { reason: 'TOO_MANY_ERRORS' } }));
    identity.clock.advance(30 * 60_000);
    await deliver();
    expect(server.received).toHaveLength(1);
    identity.clock.advance(31 * 60_000);
    await deliver();
    expect(server.received).toHaveLength(2);
    expect(server.received[1]?.source).toContain('switched off');
    expect(await mailCount()).toBe(0);
  });

  it('that comes while a mail is on its way is told by the next one, a deactivation too', async () => {
    await ingest(raised({}));
    identity.clock.advance(61_000);
    const hold = Promise.withResolvers<undefined>();
    server.held = hold.promise;
    try {
      const delivered = deliver();
      await waitFor(() => server.received.length === 1);
      await ingest(raised({ kind: 'SCENARIO_DEACTIVATED', facts: { reason: 'TOO_MANY_ERRORS' } }));
      hold.resolve(undefined);
      await delivered;
    } finally {
      hold.resolve(undefined);
      server.held = undefined;
    }
    expect(server.received[0]?.source).not.toContain('switched off');
    expect(await mailCount()).toBe(1);
    identity.clock.advance(61 * 60_000);
    await deliver();
    expect(server.received[1]?.source).toContain('switched off');
    expect(await mailCount()).toBe(0);
  });

  it('that waits for the end of a mail gets one of its own', async () => {
    await ingest(raised({}));
    const hold = Promise.withResolvers<undefined>();
    const blocked =
      "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like '%execution_news%'";
    const taken = Promise.withResolvers<undefined>();
    const key = [owner.organisationId, owner.userId, SCENARIO];
    const sent = identity.service.app.get(Database, { strict: false }).asWorker(async (sql) => {
      await sql.query({ name: 'test.end-mails', text: 'delete from identity.mail' });
      await sql.query(settleExecutionNews, [...key, 1, 0, false, identity.clock.now()]);
      taken.resolve(undefined);
      await hold.promise;
    });
    await taken.promise;
    const ingested = ingest(raised({}));
    try {
      await waitFor(async () => (await database.asAdmin(blocked)).length > 0);
    } finally {
      hold.resolve(undefined);
    }
    await Promise.all([sent, ingested]);
    expect(await mailCount()).toBe(1);
  });

  it('handles an event once, tells nobody what is only for information, and other tenants nothing', async () => {
    const event = raised({});
    await ingest(event, event);
    await ingest(event);
    await ingest(raised({ kind: 'QUOTA_75', severity: 'info' }));
    await ingest(raised({ tenantId: 'org_0193f5a0c0de7000800000000000ffff' }));
    expect(await database.asAdmin('select tenant_id, errors from identity.execution_news')).toEqual([
      { tenant_id: owner.organisationId, errors: 1 },
    ]);
    expect(await mailCount()).toBe(1);
  });
});

describe('preferences', () => {
  it('count for a mail that waits already, and drop what was gathered', async () => {
    await ingest(raised({}));
    expect((await put('execution-news', { isWanted: false })).status).toBe(204);
    identity.clock.advance(61_000);
    await deliver();
    expect(server.received).toEqual([]);
    expect(await mailCount()).toBe(0);
    await ingest(raised({}));
    expect(await mailCount()).toBe(0);
    expect(await preferences()).toEqual({ 'execution-news': false, business: true, 'new-features': false });
  });

  it('cannot be said about signing in and new passwords, nor by a program', async () => {
    for (const purpose of ['sign-in', 'password-reset', '__proto__', 'x'])
      expect(await put(purpose, { isWanted: false })).toMatchObject({
        status: 404,
        body: { code: 'IDENTITY.UNKNOWN_PURPOSE' },
      });
    expect((await put('business', { isWanted: 'no' })).status).toBe(400);
    const program: Principal = { ...owner, userId: null, kind: 'api-token' };
    expect((await put('business', { isWanted: false }, program)).status).toBe(403);
    expect(await database.asAdmin('select from identity.mail_preference')).toEqual([]);
  });
});

describe('one click', () => {
  async function sentToken(): Promise<string> {
    await ingest(raised({}));
    identity.clock.advance(61_000);
    await deliver();
    const source = server.received[0]?.source.replace(/=\r\n/g, '') ?? '';
    expect(source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/im);
    const [, token] =
      /^List-Unsubscribe:\s+<http:\/\/127\.0\.0\.1:7100\/unsubscribe\/(ebu_[\w-]+)>\r$/im.exec(source) ?? [];
    return token ?? '';
  }
  const unsubscribe = (token: string, path = '') =>
    identity.call('POST', `/internal/v1/unsubscriptions${path}`, { token });

  it('looking at the link changes nothing; acting on it ends its purpose and no other, and may be done twice', async () => {
    const token = await sentToken();
    expect(await unsubscribe(token, '/look')).toMatchObject({ status: 200, body: { purpose: 'execution-news' } });
    expect(await database.asAdmin('select from identity.mail_preference')).toEqual([]);
    expect((await unsubscribe(token)).status).toBe(204);
    expect((await unsubscribe(token)).status).toBe(204);
    expect(await preferences()).toEqual({ 'execution-news': false, business: true, 'new-features': false });
  });

  it('a link that was changed in any place opens nothing', async () => {
    const token = identity.service.app
      .get(UnsubscribeTokens, { strict: false })
      .of({ tenantId: owner.organisationId, userId: owner.userId ?? '', purpose: 'business' })
      .reveal();
    const bytes = Buffer.from(token.slice(4), 'base64url');
    for (const place of [0, 15, 16, 31, 32, 33, 52]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect(await unsubscribe(`ebu_${changed.toString('base64url')}`)).toMatchObject({
        status: 410,
        body: { code: 'IDENTITY.LINK_INVALID' },
      });
    }
    for (const foreign of ['', 'ebu_', `${token}A`, token.replace('ebu_', 'ebl_')])
      expect((await unsubscribe(foreign)).status).toBe(410);
    expect(await database.asAdmin('select from identity.mail_preference')).toEqual([]);
  });

  it('a message nobody can do without has no such link', async () => {
    await identity.call('POST', '/internal/v1/password-resets', { email: 'ada@example.test' });
    await deliver();
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.source).not.toMatch(/unsubscribe/i);
  });
});

it('a mail that cannot be written is tried again, and holds up no other', async () => {
  const subjects = identity.service.app.get(MailSubjects, { strict: false });
  const queue = identity.service.app.get(MailQueue, { strict: false });
  const { organisationId: tenantId, userId } = owner;
  subjects.register('plan-lapsed', () => Promise.reject(new Error('cannot be looked up')));
  await identity.service.app.get(Database, { strict: false }).withTenant(tenantId, async (sql) => {
    await queue.append(sql, tenantId, { kind: 'plan-lapsed', userId: userId ?? '' });
  });
  await identity.call('POST', '/internal/v1/password-resets', { email: 'ada@example.test' });
  await deliver();
  expect(server.received).toHaveLength(1);
  expect(await mailCount()).toBe(1);
  subjects.register('plan-lapsed', (mail) => subjects.personOf(mail));
  identity.clock.advance(6_000);
  await deliver();
  expect(server.received).toHaveLength(2);
  expect(await mailCount()).toBe(0);
});

it('a mail without a purpose is not queued', async () => {
  const queue = identity.service.app.get(MailQueue, { strict: false });
  const append = identity.service.app
    .get(Database, { strict: false })
    .withTenant(owner.organisationId, (sql) =>
      queue.append(sql, owner.organisationId, { kind: 'advertisement' as MailKind, userId: owner.userId ?? '' }),
    );
  await expect(append).rejects.toMatchObject({ code: 'IDENTITY.MAIL_WITHOUT_PURPOSE' });
  expect(await mailCount()).toBe(0);
});

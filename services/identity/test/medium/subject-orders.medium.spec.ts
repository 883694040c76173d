import {
  exportLineSchema,
  type ExportedSubject,
  noticeOrdered,
  objectionRaised,
  type Principal,
  principalSchema,
  rectificationContext,
  rectificationOrdered,
  restrictionChanged,
  type SubjectStepDone,
} from '@ebbflow/contracts';
import { sealPayload, TenantKey } from '@ebbflow/crypto';
import { newId } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent, TRANSPORT, type Transport } from '@ebbflow/messaging';
import { TemplateDatabase, waitFor } from '@ebbflow/testing';
import { MailDeliveryJob } from '../../src/mail/mail-delivery.job.ts';
import { identityService } from '../../src/index.ts';
import { MailServer } from '../support/mail-server.fake.ts';
import { StartedIdentity } from '../support/started-identity.ts';

const database = new TemplateDatabase([identityService]);
const server = new MailServer({ offersTls: false });
let identity: StartedIdentity;
let ada: Principal;
let tenantId: string;
let userId: string;
const done: SubjectStepDone[] = [];

beforeAll(async () => {
  await database.create();
  identity = await StartedIdentity.start(database, {
    ...{ EBB_MAIL_HOST: '127.0.0.1', EBB_MAIL_PORT: String(await server.start()), EBB_MAIL_TLS: 'off' },
    EBB_MAIL_POLL: '5m',
  });
  const { sessionToken } = await identity.anOwner('ada@example.test', 'Harbour');
  ada = principalSchema.parse((await identity.resolve({ sessionToken })).body);
  tenantId = ada.organisationId;
  userId = ada.userId ?? '';
  await transport().subscribe('test', ['ebbflow.identity.subject'], (messages) => {
    for (const { data } of messages) done.push(JSON.parse(data.toString()) as SubjectStepDone);
    return Promise.resolve();
  });
}, 60_000);
afterAll(async () => {
  await identity.stop();
  await server.stop();
  await database.drop();
}, 30_000);

const transport = () => identity.service.app.get<Transport>(TRANSPORT, { strict: false });
const deliver = () => identity.service.app.get(MailDeliveryJob, { strict: false }).run();
const about = () => ({ tenantId, requestId: newId('sbr'), subject: { kind: 'user', userId } as const });
const ended = (requestId: string) => waitFor(() => done.find((step) => step.requestId === requestId));
const context = () => ({ tenantId, clock: identity.clock });

function rectification(changes: { field: string; to: string }[]): OutboxEvent {
  const order = about();
  const key = new TenantKey(tenantId, 1, identity.vault.keyOf(tenantId));
  const plain = Buffer.from(JSON.stringify({ changes }));
  const bytes = sealPayload(key, rectificationContext(tenantId, order.requestId), plain).toString('base64');
  return createEvent(rectificationOrdered, { ...order, details: { keyVersion: 1, bytes } }, context());
}

async function copyOf(subject: ExportedSubject) {
  const answer = await identity.callForText(
    'POST',
    '/internal/v1/subject-exports',
    { subject },
    { service: 'retention' },
  );
  return answer
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => exportLineSchema.parse(JSON.parse(line)));
}

describe('a restricted person', () => {
  it('gets no mail that is not owed and leaves no page views, until the restriction ends; the order counts once', async () => {
    const restrict = (isRestricted: boolean) =>
      createEvent(restrictionChanged, { ...about(), isRestricted }, context());
    const view = { occurredAt: identity.clock.now().toISOString(), page: '/', clientIp: '192.0.2.1' };
    const record = () =>
      identity.call('POST', '/internal/v1/usage-information', {
        items: [{ ...view, principal: ada, browserType: null, referringPage: null, locale: null, search: null }],
      });
    const viewCount = async () => (await database.asAdmin('select from identity.usage_information')).length;
    const order = restrict(true);
    await transport().publish([order]);
    await transport().publish([order]);
    const { requestId } = JSON.parse(order.data.toString()) as { requestId: string };
    expect(await ended(requestId)).toMatchObject({ step: 'restriction', outcome: 'done', counts: { people: 1 } });
    expect(done.filter((step) => step.requestId === requestId)).toHaveLength(1);
    expect((await record()).status).toBe(204);
    expect(await viewCount()).toBe(0);
    await transport().publish([restrict(false)]);
    await record();
    expect(await viewCount()).toBe(1);
  });
});

describe('an objection', () => {
  it('switches purposes off where they are asked for', async () => {
    await identity.call('PUT', '/v1/me/consents/marketing', { isGiven: true }, { principal: ada });
    const order = about();
    const purposes = ['marketing' as const, 'execution-news' as const];
    await transport().publish([createEvent(objectionRaised, { ...order, purposes }, context())]);
    expect(await ended(order.requestId)).toMatchObject({ step: 'objection', counts: { purposes: 2 } });
    const { body } = await identity.call('GET', '/v1/me/mail-preferences', undefined, { principal: ada });
    expect(body).toMatchObject({ 'execution-news': false, 'new-features': false, business: true });
    const records = await identity.call('GET', '/v1/me/consents/records', undefined, { principal: ada });
    expect(records.body['items']).toContainEqual(
      expect.objectContaining({
        event: expect.objectContaining({ method: 'objection', state: 'withdrawn' }) as unknown,
      }),
    );
  });
});

describe('who asked', () => {
  it('is told by mail of each step, also with all mail off, and confirms by a link that works once', async () => {
    server.received.length = 0;
    const verify = { ...about(), noticeId: newId('sbn'), notice: 'verify', type: 'erasure', to: 'person' } as const;
    const news = { ...about(), noticeId: newId('sbn'), notice: 'received', type: 'access', to: 'person' } as const;
    const handlers = { ...about(), noticeId: newId('sbn'), notice: 'due-soon', type: 'access', to: 'staff' } as const;
    const dueAt = '2026-02-01T00:00:00.000Z';
    const events = [verify, news, handlers].map((data) => createEvent(noticeOrdered, { ...data, dueAt }, context()));
    await transport().publish(events);
    await transport().publish(events);
    await deliver();
    const subjects = server.received.map(({ source }) => /^Subject: (.*)$/m.exec(source)?.[1]?.trim());
    expect(subjects.sort()).toEqual(['A request is due soon', 'Did you ask for this?', 'Your request arrived']);
    const mail = server.received.find(({ source }) => source.includes('Did you ask'))?.source ?? '';
    const token = /requests\/(ebl_[A-Za-z0-9_-]+)/.exec(mail.replace(/=\r?\n/g, ''))?.[1] ?? '';
    const redeem = () => identity.call('POST', '/internal/v1/subjects/verifications', { token });
    expect((await redeem()).status).toBe(204);
    expect(await ended(verify.requestId)).toMatchObject({ step: 'verification', outcome: 'done' });
    expect((await redeem()).body['code']).toBe('IDENTITY.LINK_INVALID');
  });
});

describe('a correction', () => {
  it('refuses an address somebody else has', async () => {
    await identity.anOwner('bob@example.test', 'Wharf');
    const taken = rectification([{ field: 'email', to: 'bob@example.test' }]);
    await transport().publish([taken]);
    const { requestId } = JSON.parse(taken.data.toString()) as { requestId: string };
    expect(await ended(requestId)).toMatchObject({ outcome: 'refused', reason: 'address-taken' });
  });

  it('of the address ends sessions and tells the old one', async () => {
    server.received.length = 0;
    const order = rectification([{ field: 'email', to: 'ada@new.example.test' }]);
    await transport().publish([order]);
    const { requestId } = JSON.parse(order.data.toString()) as { requestId: string };
    expect(await ended(requestId)).toMatchObject({ outcome: 'done', counts: { account: 1 } });
    await deliver();
    expect(server.received.map(({ to }) => to).flat()).toEqual(['ada@example.test']);
    const find = (email: string) =>
      identity.call('POST', '/internal/v1/subjects/find', { email }, { service: 'retention' });
    expect((await find('ADA@new.example.test')).body).toEqual({ person: { tenantId, userId } });
    expect((await find('ada@example.test')).body).toEqual({ person: null });
  });
});

describe('a copy', () => {
  it('has all that is kept of a person, nothing of anybody else, and nothing that lets anybody in', async () => {
    const lines = await copyOf({ kind: 'user', tenantId, userId });
    const text = JSON.stringify(lines);
    expect(text).toContain('ada@new.example.test');
    expect(text).not.toMatch(/bob@example|pbkdf2|Hash|ebs_/);
    const sets = lines.flatMap((line) => ('dataset' in line ? [line.dataset] : []));
    expect(sets.every(({ role }) => role === 'controller')).toBe(true);
    expect(sets.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'identity.account',
        'identity.consents',
        'identity.page-views',
        'identity.audit-entries',
      ]),
    );
    const rows = lines.filter((line) => 'row' in line).length;
    expect(lines.at(-1)).toEqual({ end: { rows } });
    const organisation = JSON.stringify(await copyOf({ kind: 'organisation', tenantId }));
    expect(organisation).toContain('Harbour');
    expect(organisation).not.toContain('ada@new.example.test');
  });

  it('is for retention only', async () => {
    const subject = { kind: 'user', tenantId, userId };
    const answer = await identity.call('POST', '/internal/v1/subject-exports', { subject }, { service: 'console' });
    expect(answer.status).toBe(403);
  });
});

import { createHmac } from 'node:crypto';
import { ConfigError, Settings } from '@ebbflow/config';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { TemplateDatabase } from '@ebbflow/testing';
import { identityService } from '../../src/index.ts';
import { NewsletterConfig } from '../../src/newsletter/newsletter.config.ts';
import { NewsletterJob } from '../../src/newsletter/newsletter.job.ts';
import { HelpDeskConfig } from '../../src/tickets/help-desk.config.ts';
import { TicketDeliveryJob } from '../../src/tickets/ticket-delivery.job.ts';
import { ProviderFake } from '../support/provider.fake.ts';
import { StartedIdentity } from '../support/started-identity.ts';

const WEBHOOK_SECRET = 'ybmcD7PQ9R';
const ADA = 'ada@example.test';
const TICKET = { topic: 'billing', subject: 'A question', text: 'What is an operation?' };

const database = new TemplateDatabase([identityService]);
const mailerLite = new ProviderFake();
const zendesk = new ProviderFake();
let identity: StartedIdentity;
let ada: Principal;

beforeAll(async () => {
  await database.create();
  identity = await StartedIdentity.start(database, {
    EBB_MAILERLITE_TOKEN: 'token-of-mailerlite',
    EBB_MAILERLITE_URL: await mailerLite.start(),
    EBB_MAILERLITE_GROUP: '4243829086487936',
    EBB_MAILERLITE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    EBB_ZENDESK_URL: await zendesk.start(),
    EBB_ZENDESK_USER: 'agent@example.test',
    EBB_ZENDESK_TOKEN: 'token-of-zendesk',
    EBB_EGRESS_ALLOW: '127.0.0.0/8',
  });
  const { sessionToken } = await identity.anOwner(ADA, 'Harbour');
  ada = principalSchema.parse((await identity.resolve({ sessionToken })).body);
}, 60_000);

afterAll(async () => {
  await identity.stop();
  await Promise.all([mailerLite.stop(), zendesk.stop(), database.drop()]);
}, 30_000);

beforeEach(async () => {
  for (const table of ['newsletter_contact', 'consent_record', 'ticket'])
    await database.asAdmin(`delete from identity.${table}`);
  for (const provider of [mailerLite, zendesk]) provider.received.length = 0;
  mailerLite.respond = ({ call }) =>
    call.endsWith('/forget')
      ? { status: 200, body: { message: 'ok' } }
      : { status: 201, body: { data: { id: '31986843064993537', email: ADA } } };
  zendesk.respond = () => ({ status: 201, body: { ticket: { id: 35436 } } });
});

const newsletter = () => identity.service.app.get(NewsletterJob, { strict: false }).run();
const helpDesk = () => identity.service.app.get(TicketDeliveryJob, { strict: false }).run();
const want = (isGiven: boolean) => identity.call('PUT', '/v1/me/consents/marketing', { isGiven }, { principal: ada });
const wants = async () =>
  (await identity.call('GET', '/v1/me/mail-preferences', undefined, { principal: ada })).body['new-features'];
const calls = (provider: ProviderFake) => provider.received.map(({ call }) => call);

async function webhook(message: object, secret = WEBHOOK_SECRET) {
  const body = JSON.stringify(message);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const response = await fetch(`${identity.service.url}/v1/newsletter/mailerlite`, {
    method: 'POST',
    headers: { signature },
    body,
  });
  return response.status;
}

describe('the newsletter', () => {
  it('is told of nobody who did not say yes', async () => {
    await newsletter();
    await identity.call('PUT', '/v1/me/mail-preferences/business', { isWanted: true }, { principal: ada });
    await newsletter();
    expect(mailerLite.received).toEqual([]);
  });

  it('is told an address and nothing else, and forgets it when the person does not want it any more (C33)', async () => {
    await want(true);
    await newsletter();
    await newsletter();
    expect(mailerLite.received).toHaveLength(1);
    expect(mailerLite.received[0]).toMatchObject({
      call: 'POST /api/subscribers',
      body: { email: ADA, status: 'active', groups: ['4243829086487936'] },
    });
    expect(Object.keys(mailerLite.received[0]?.body as object).sort()).toEqual(['email', 'groups', 'status']);
    expect(mailerLite.received[0]?.headers.authorization).toBe('Bearer token-of-mailerlite');
    await want(false);
    await newsletter();
    expect(calls(mailerLite)).toEqual(['POST /api/subscribers', 'POST /api/subscribers/31986843064993537/forget']);
    expect(await database.asAdmin('select from identity.newsletter_contact')).toEqual([]);
  });

  it.each([
    [{ status: 503 }],
    [{ status: 429 }],
    [{ status: 422, body: { message: `The ${ADA} is odd` } }],
    [{ status: 200, body: { data: {} } }],
  ])('is told again after %j', async (answer) => {
    await want(true);
    const { respond } = mailerLite;
    mailerLite.respond = () => answer;
    await newsletter();
    await newsletter();
    expect(mailerLite.received).toHaveLength(1);
    mailerLite.respond = respond;
    identity.clock.advance(6_000);
    await newsletter();
    expect(mailerLite.received).toHaveLength(2);
    expect(await database.asAdmin('select provider_id, due_at from identity.newsletter_contact')).toEqual([
      { provider_id: '31986843064993537', due_at: null },
    ]);
  });

  it('that somebody unsubscribes from there counts here, and they are forgotten there', async () => {
    for (const message of [
      { event: 'subscriber.unsubscribed', id: '31986843064993537', email: ADA, status: 'unsubscribed' },
      { events: [{ type: 'subscriber.unsubscribed', email: ADA.toUpperCase() }], total: 1 },
    ]) {
      await want(true);
      await newsletter();
      expect(await webhook(message)).toBe(204);
      expect(await wants()).toBe(false);
      await newsletter();
      expect(calls(mailerLite).at(-1)).toBe('POST /api/subscribers/31986843064993537/forget');
    }
  });

  it('that one of several has no address as they are here loses none of the others', async () => {
    await want(true);
    const type = 'subscriber.unsubscribed';
    const events = [{ type, email: 'no address' }, { type, email: 7 }, { type }, { type, email: ADA }];
    expect(await webhook({ events })).toBe(204);
    expect(await wants()).toBe(false);
  });

  it('hears nothing else: of others, of other events, not signed, changed, or of no form', async () => {
    await want(true);
    expect(await webhook({ event: 'subscriber.unsubscribed', email: 'nobody@example.test' })).toBe(204);
    expect(await webhook({ event: 'subscriber.updated', email: ADA })).toBe(204);
    expect(await webhook({ event: 'subscriber.unsubscribed', email: ADA }, 'another secret')).toBe(400);
    expect(await webhook({ events: 'all' })).toBe(400);
    const unsigned = await fetch(`${identity.service.url}/v1/newsletter/mailerlite`, {
      method: 'POST',
      body: JSON.stringify({ event: 'subscriber.unsubscribed', email: ADA }),
    });
    expect([unsigned.status, ((await unsigned.json()) as { code: string }).code]).toEqual([
      400,
      'IDENTITY.NEWSLETTER_SIGNATURE_WRONG',
    ]);
    expect(await wants()).toBe(true);
  });

  it('is the same whether it is said as a consent or as a preference, and both stand in the ledger', async () => {
    await identity.call('PUT', '/v1/me/mail-preferences/new-features', { isWanted: true }, { principal: ada });
    await newsletter();
    expect(calls(mailerLite)).toEqual(['POST /api/subscribers']);
    await webhook({ event: 'subscriber.unsubscribed', email: ADA });
    expect(await database.asAdmin('select state, method from identity.consent_record order by id')).toEqual([
      { state: 'given', method: 'settings' },
      { state: 'withdrawn', method: 'processor' },
    ]);
  });

  it('knows people by the address they have now, and by no former one', async () => {
    await want(true);
    await newsletter();
    mailerLite.respond = ({ call }) => ({ status: 200, body: call.endsWith('/forget') ? {} : { data: { id: '42' } } });
    const rename = (email: string) =>
      database.asAdmin(
        `update identity.user set email = '${email}', updated_at = now() where id = '${ada.userId ?? ''}'`,
      );
    await rename('ada.king@example.test');
    try {
      await newsletter();
      await newsletter();
      expect(mailerLite.received.slice(1).map(({ call, body }) => [call, body])).toEqual([
        ['POST /api/subscribers', { email: 'ada.king@example.test', status: 'active', groups: ['4243829086487936'] }],
        ['POST /api/subscribers/31986843064993537/forget', undefined],
      ]);
    } finally {
      await rename(ADA);
    }
  });

  it('is told of an address that changed while the former one was on its way', async () => {
    await want(true);
    const rename = (email: string) =>
      database.asAdmin(
        `update identity.user set email = '${email}', updated_at = now() where id = '${ada.userId ?? ''}'`,
      );
    const answer = mailerLite.respond({ call: 'POST /api/subscribers', headers: {}, body: undefined });
    mailerLite.respond = async () => {
      await rename('ada.king@example.test');
      return answer;
    };
    try {
      await newsletter();
      mailerLite.respond = () => answer;
      await newsletter();
      await newsletter();
      expect(mailerLite.received.map(({ body }) => (body as { email: string }).email)).toEqual([
        ...[ADA, 'ada.king@example.test'],
      ]);
    } finally {
      await rename(ADA);
    }
  });

  it('forgets people whose account is gone', async () => {
    await database.asAdmin(
      `insert into identity.newsletter_contact (tenant_id, user_id, provider_id) values ('${ada.organisationId}', 'usr_gone', '77')`,
    );
    await newsletter();
    expect(calls(mailerLite)).toEqual(['POST /api/subscribers/77/forget']);
    expect(await database.asAdmin('select from identity.newsletter_contact')).toEqual([]);
  });
});

describe('a request for help', () => {
  const ask = (body: object, principal = ada) => identity.call('POST', '/v1/tickets', body, { principal });

  it('becomes a ticket with an address and nothing else about the person, and is gone here (C34)', async () => {
    const { status, body } = await ask(TICKET);
    expect(status).toBe(202);
    await helpDesk();
    await helpDesk();
    expect(zendesk.received).toHaveLength(1);
    const [sent] = zendesk.received;
    expect(sent).toMatchObject({ call: 'POST /api/v2/tickets.json', headers: { 'idempotency-key': body['id'] } });
    expect(sent?.body).toEqual({
      ticket: {
        ...{ subject: TICKET.subject, comment: { body: TICKET.text } },
        ...{ requester: { email: ADA }, tags: ['topic_billing'] },
      },
    });
    expect(sent?.headers.authorization).toBe(
      `Basic ${Buffer.from('agent@example.test/token:token-of-zendesk').toString('base64')}`,
    );
    expect(await database.asAdmin('select from identity.ticket')).toEqual([]);
  });

  it('is handed over again under the same key until the help desk takes it', async () => {
    await ask(TICKET);
    zendesk.respond = () => ({ status: 500 });
    await helpDesk();
    zendesk.respond = () => ({ status: 201, body: {} });
    identity.clock.advance(6_000);
    await helpDesk();
    const keys = zendesk.received.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(await database.asAdmin('select from identity.ticket')).toEqual([]);
  });

  it('is refused without text, of no topic, from a program, and when there are too many', async () => {
    for (const wrong of [
      { ...TICKET, text: ' ' },
      { ...TICKET, topic: 'spam' },
      { ...TICKET, email: 'x@example.test' },
    ])
      expect((await ask(wrong)).status).toBe(400);
    expect((await ask(TICKET, { ...ada, userId: null, kind: 'api-token' })).status).toBe(403);
    expect(await database.asAdmin('select from identity.ticket')).toEqual([]);
    let last = await ask(TICKET);
    for (let count = 0; count < 10 && last.status === 202; count++) last = await ask(TICKET);
    expect(last).toMatchObject({ status: 429, body: { code: 'IDENTITY.TOO_MANY_TICKETS' } });
    expect(last.headers.get('retry-after')).not.toBeNull();
  });

  it('is not taken where there is no help desk', async () => {
    const plain = await StartedIdentity.start(database);
    try {
      const answer = await plain.call('POST', '/v1/tickets', TICKET, { principal: ada });
      expect(answer).toMatchObject({ status: 404, body: { code: 'IDENTITY.NO_HELP_DESK' } });
      expect(await database.asAdmin('select from identity.ticket')).toEqual([]);
    } finally {
      await plain.stop();
    }
  });
});

it('is configured wholly or not at all', () => {
  expect(() => new NewsletterConfig(new Settings({ EBB_MAILERLITE_TOKEN: 'x' }))).toThrow(ConfigError);
  expect(() => new HelpDeskConfig(new Settings({ EBB_ZENDESK_URL: 'https://x.zendesk.com' }))).toThrow(ConfigError);
  expect(new HelpDeskConfig(new Settings({})).url).toBeUndefined();
});

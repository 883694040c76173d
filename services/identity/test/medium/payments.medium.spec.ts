import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Principal, principalSchema } from '@ebbflow/contracts';
import { TemplateDatabase, waitFor } from '@ebbflow/testing';
import { PlanLapseJob } from '../../src/plans/plan-lapse.job.ts';
import { PlanPushJob } from '../../src/plans/plan-push.job.ts';
import { identityService } from '../../src/index.ts';
import { certificate } from '../support/certificate.builder.ts';
import {
  GLOBAL_PAYMENTS_KEY,
  globalPaymentsCall,
  MERCHANT,
  PAYPAL_WEBHOOK,
  PaypalFake,
  type SignedCall,
  STRIPE_SECRET,
  stripeCall,
} from '../support/payment-providers.fake.ts';
import { ExecutorFake } from '../support/executor.fake.ts';
import { StartedIdentity } from '../support/started-identity.ts';

const CARD = '4111 1111 1111 1111';
const BILLING = { name: 'Ada Lovelace', street: 'Quay 1', city: 'Praha', postalCode: '110 00', country: 'CZ' };
const DAY_MS = 86_400_000;

const database = new TemplateDatabase([identityService]);
const folder = mkdtempSync(join(tmpdir(), 'payments-'));
const logFile = join(folder, 'identity.log');
const executor = new ExecutorFake();
const paypal = new PaypalFake();
let identity: StartedIdentity;
let owner: Principal;
let reference: string;

const job = <T>(type: new (...parts: never[]) => T) => identity.service.app.get<T>(type, { strict: false });
const nowMs = () => identity.clock.nowMs();
const plan = (principal = owner) => identity.call('GET', '/v1/plan', undefined, { principal });
const choose = (body: object) => identity.call('PUT', '/v1/plan', body, { principal: owner });
const payments = () =>
  database.asAdmin<{ result: string }>(
    'select provider, provider_payment_id, result from identity.payment order by id',
  );
const invoices = async () =>
  (await identity.call('GET', '/v1/invoices', undefined, { principal: owner })).body['items'] as Record<
    string,
    unknown
  >[];

async function post({ path, headers, body }: SignedCall): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${identity.service.url}${path}`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Letters and digits only: no separator hides a number. */
const bare = (text: string) => text.replace(/[^\p{L}\d]/gu, '');

function checkout(changes: object = {}): object {
  return {
    id: 'evt_1',
    type: 'checkout.session.completed',
    created: Math.floor(nowMs() / 1_000),
    data: {
      object: {
        ...{ id: 'cs_1', mode: 'payment', payment_status: 'paid', client_reference_id: reference },
        ...{ amount_total: 1_000, currency: 'eur', customer_details: { name: 'Ada', email: 'ada@example.test' } },
        ...changes,
      },
    },
  };
}

function capture(changes: object = {}, type = 'PAYMENT.CAPTURE.COMPLETED'): object {
  return {
    id: 'WH-9UG43882HX7271132-6E0871324L7949614',
    event_type: type,
    create_time: new Date(nowMs()).toISOString(),
    resource: {
      ...{ id: '80F85758S3080410K', custom_id: reference, amount: { value: '10.00', currency_code: 'EUR' } },
      ...changes,
    },
  };
}

const gpFields = (changes: Record<string, string> = {}) => ({
  ...{ OPERATION: 'CREATE_ORDER', ORDERNUMBER: '120034', MD: reference, PRCODE: '0', SRCODE: '0', RESULTTEXT: 'OK' },
  ...changes,
});

beforeAll(async () => {
  await Promise.all([database.create(), paypal.start()]);
  const signer = { name: 'messageverificationcerts.paypal.com', key: paypal.signer.publicKey };
  const authority = { name: 'PayPal test authority', key: paypal.authority.privateKey };
  const times = { from: new Date('2020-01-01'), to: new Date('2049-01-01') };
  const [served, root] = [
    certificate({ ...signer, ...times, issuer: authority }),
    certificate({
      ...times,
      name: authority.name,
      key: paypal.authority.publicKey,
      issuer: authority,
      isAuthority: true,
    }),
  ];
  const other = certificate({ ...signer, ...times, name: 'mail.example.test', issuer: authority });
  paypal.served.set('/v1/notifications/certs/CERT-1', served).set('/v1/notifications/certs/CERT-2', other);
  identity = await StartedIdentity.start(database, {
    EBB_IDENTITY_PLANS: 'core:1000:EUR,pro:1900:EUR',
    EBB_IDENTITY_TAX_PERCENT: '21',
    EBB_PAYMENTS_STRIPE_SECRET: STRIPE_SECRET,
    EBB_PAYMENTS_PAYPAL_WEBHOOK_ID: PAYPAL_WEBHOOK,
    EBB_PAYMENTS_PAYPAL_CERTIFICATE_ORIGINS: paypal.origin,
    EBB_PAYMENTS_PAYPAL_CA: root,
    EBB_PAYMENTS_GLOBAL_PAYMENTS_KEY: GLOBAL_PAYMENTS_KEY,
    EBB_PAYMENTS_GLOBAL_PAYMENTS_MERCHANT: MERCHANT,
    EBB_EGRESS_ALLOW: '127.0.0.0/8',
    EBB_LOG_LEVEL: 'debug',
    EBB_LOG_FILE: logFile,
    EBB_URL_EXECUTOR: await executor.start(),
  });
  const { sessionToken } = await identity.anOwner('ada@example.test', 'Harbour');
  owner = principalSchema.parse((await identity.resolve({ sessionToken })).body);
}, 60_000);

afterAll(async () => {
  await identity.stop();
  await Promise.all([executor.stop(), paypal.stop(), database.drop()]);
  rmSync(folder, { recursive: true });
}, 30_000);

beforeEach(async () => {
  for (const table of [
    'payment',
    'invoice',
    'mail',
    'invoice_number',
    'billing_details',
    'organisation_plan',
    'payment_order',
  ])
    await database.asAdmin(`delete from identity.${table}`);
  executor.told.length = 0;
  const chosen = await choose({ plan: 'core', billing: BILLING });
  reference = String((chosen.body['order'] as { reference?: string } | null)?.reference);
});

describe('a plan', () => {
  it('takes name and address when it is paid, and refuses them when it is free (C01)', async () => {
    expect(await choose({ plan: 'free', billing: BILLING })).toMatchObject({
      status: 400,
      body: { code: 'IDENTITY.BILLING_DETAILS_UNASKED' },
    });
    expect(await choose({ plan: 'free' })).toMatchObject({
      status: 200,
      body: { plan: 'free', billing: null, order: null },
    });
    expect(
      await database.asAdmin(`select from identity.billing_details where tenant_id = '${owner.organisationId}'`),
    ).toEqual([]);
    expect(await choose({ plan: 'pro' })).toMatchObject({
      status: 400,
      body: { code: 'IDENTITY.BILLING_DETAILS_NEEDED' },
    });
    expect((await plan()).body).toMatchObject({ plan: 'free', order: null });
    expect(await choose({ plan: 'enterprise', billing: BILLING })).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.PLAN_NOT_OFFERED' },
    });
    await job(PlanPushJob).run();
    expect(executor.told).toContainEqual({ organisationId: owner.organisationId, plan: 'free' });
  });

  it('counts from its payment on, is told to the executor until that takes it, and ends when nobody pays', async () => {
    expect((await plan()).body).toMatchObject({ plan: null, order: { reference, plan: 'core', amountMinor: 1_000 } });
    executor.isAway = true;
    expect(await post(stripeCall(checkout(), { atMs: nowMs() }))).toMatchObject({
      status: 200,
      body: { result: 'recorded' },
    });
    await job(PlanPushJob)
      .run()
      .catch(() => undefined);
    expect(executor.told).toEqual([]);
    executor.isAway = false;
    identity.clock.advance(31_000);
    await job(PlanPushJob).run();
    await job(PlanPushJob).run();
    expect(executor.told).toEqual([{ organisationId: owner.organisationId, plan: 'core' }]);
    const paid = (await plan()).body;
    expect(paid).toMatchObject({ plan: 'core', billing: BILLING });
    const daysPaid = (Date.parse(String(paid['paidUntil'])) - nowMs()) / DAY_MS;
    expect(daysPaid).toBeGreaterThan(27.9);
    expect(daysPaid).toBeLessThanOrEqual(31);
    identity.clock.advance(36 * DAY_MS);
    await job(PlanLapseJob).run();
    expect((await plan()).body).toMatchObject({ plan: 'core' });
    identity.clock.advance(6 * DAY_MS);
    await job(PlanLapseJob).run();
    expect((await plan()).body).toMatchObject({ plan: 'free', paidUntil: null, billing: null, order: null });
    expect(await database.asAdmin(`select from identity.mail where kind = 'plan-lapsed'`)).toHaveLength(1);
  });
});

describe('time that is paid for', () => {
  const pay = async (id: string, changes: object) =>
    expect((await post(stripeCall(checkout({ id, ...changes }), { atMs: nowMs() }))).body).toEqual({
      result: 'recorded',
    });
  const orderOf = async (name: string) =>
    ((await choose({ plan: name })).body['order'] as { reference: string }).reference;
  const daysPaid = async () => (Date.parse(String((await plan()).body['paidUntil'])) - nowMs()) / DAY_MS;

  /** A row that is being told to the executor is left for the next look. */
  const lapse = () =>
    waitFor(async () => {
      await job(PlanLapseJob).run();
      return (await plan()).body['plan'] === 'free';
    });

  it('becomes as much of a dearer plan as its money buys', async () => {
    for (const id of ['cs_1', 'cs_2', 'cs_3']) await pay(id, {});
    const days = await daysPaid();
    await pay('cs_4', { client_reference_id: await orderOf('pro'), amount_total: 1_900 });
    expect((await plan()).body).toMatchObject({ plan: 'pro', order: { plan: 'pro' } });
    const converted = (await daysPaid()) - (days * 1_000) / 1_900;
    expect(converted).toBeGreaterThan(27.9);
    expect(converted).toBeLessThan(31.1);
  });

  it('of a dear plan is not ended by a payment for a cheaper one somebody forgot, but prolonged', async () => {
    await pay('cs_1', { client_reference_id: await orderOf('pro'), amount_total: 1_900 });
    const days = await daysPaid();
    await pay('cs_2', {});
    expect((await plan()).body).toMatchObject({ plan: 'pro', order: { plan: 'pro' } });
    const more = (await daysPaid()) - days;
    expect(more).toBeGreaterThan((28 * 1_000) / 1_900 - 0.1);
    expect(more).toBeLessThan((31 * 1_000) / 1_900 + 0.1);
    expect((await invoices()).map((invoice) => invoice['plan'])).toEqual(['core', 'pro']);
  });

  it('comes from a payment after the end too, which chooses no plan and is said to do so', async () => {
    await pay('cs_1', {});
    identity.clock.advance(42 * DAY_MS);
    await lapse();
    await database.asAdmin('delete from identity.mail');
    await pay('cs_2', {});
    expect((await plan()).body).toMatchObject({ plan: 'core', order: null, billing: null });
    expect((await invoices())[0]).toMatchObject({ name: null, address: null });
    const outbox = await identity.call('GET', '/v1/mail/outbox', undefined, { principal: owner });
    expect((outbox.body['items'] as { text: string }[])[0]?.text).toContain('This plan was given up before');
    identity.clock.advance(31 * DAY_MS + 1);
    await lapse();
    expect((await plan()).body).toMatchObject({ plan: 'free', paidUntil: null });
  });
});

describe('a confirmation', () => {
  it('of each provider becomes a payment, a month and an invoice, once', async () => {
    const calls = [
      stripeCall(checkout(), { atMs: nowMs() }),
      paypal.call(capture(), { atMs: nowMs() }),
      globalPaymentsCall(gpFields()),
    ];
    for (const call of calls) expect(await post(call)).toMatchObject({ status: 200, body: { result: 'recorded' } });
    const { paidUntil } = (await plan()).body;
    // A provider that got no answer repeats the call until one is a success.
    for (const call of calls) expect(await post(call)).toMatchObject({ status: 200, body: { result: 'repeated' } });
    expect((await plan()).body).toMatchObject({ paidUntil });
    expect(await payments()).toEqual([
      { provider: 'stripe', provider_payment_id: 'cs_1', result: 'succeeded' },
      { provider: 'paypal', provider_payment_id: '80F85758S3080410K', result: 'succeeded' },
      { provider: 'global-payments', provider_payment_id: '120034', result: 'succeeded' },
    ]);
    const issued = await invoices();
    const year = new Date(nowMs()).getUTCFullYear();
    expect(issued.map(({ number }) => number)).toEqual(
      [3, 2, 1].map((count) => `${String(year)}-00000${String(count)}`),
    );
    expect(issued[0]).toMatchObject({
      ...{ name: 'Ada Lovelace', address: 'Quay 1, 110 00 Praha', country: 'CZ', currency: 'EUR' },
      ...{ netMinor: 826, taxMinor: 174, grossMinor: 1_000, taxPercent: 21 },
    });
    const outbox = await identity.call('GET', '/v1/mail/outbox', undefined, { principal: owner });
    const texts = (outbox.body['items'] as { kind: string; text: string }[]).filter(
      ({ kind }) => kind === 'payment-received',
    );
    expect(texts).toHaveLength(3);
    expect(texts[0]?.text).toContain('10.00 EUR for the plan core');
    expect(texts[0]?.text).not.toContain('given up');
    expect(paypal.asked.filter((url) => url.endsWith('CERT-1'))).toHaveLength(1);
  });

  it('that a payment failed is kept and gives nothing', async () => {
    expect((await post(globalPaymentsCall(gpFields({ PRCODE: '30', SRCODE: '1001' })))).status).toBe(200);
    expect((await post(paypal.call(capture({}, 'PAYMENT.CAPTURE.DENIED'), { atMs: nowMs() }))).status).toBe(200);
    expect((await payments()).map(({ result }) => result)).toEqual(['failed', 'failed']);
    expect(await invoices()).toEqual([]);
    expect((await plan()).body).toMatchObject({ plan: null });
  });

  it('of an invoice that failed several times and was paid at last is a payment each time', async () => {
    const invoice = (id: string, type: string) => ({
      ...{ id, type, created: Math.floor(nowMs() / 1_000) },
      data: {
        object: {
          ...{ id: 'in_1', amount_due: 1_000, currency: 'eur' },
          parent: { subscription_details: { metadata: { reference } } },
        },
      },
    });
    const failed = [invoice('evt_2', 'invoice.payment_failed'), invoice('evt_3', 'invoice.payment_failed')];
    for (const event of [...failed, invoice('evt_4', 'invoice.paid')])
      expect((await post(stripeCall(event, { atMs: nowMs() }))).body).toEqual({ result: 'recorded' });
    for (const event of [...failed, invoice('evt_5', 'invoice.paid')])
      expect((await post(stripeCall(event, { atMs: nowMs() }))).body).toEqual({ result: 'repeated' });
    expect((await payments()).map((payment) => Object.values(payment).slice(1))).toEqual([
      ['evt_2', 'failed'],
      ['evt_3', 'failed'],
      ['in_1', 'succeeded'],
    ]);
    expect(await invoices()).toHaveLength(1);
  });

  it('of something else than a payment leaves nothing', async () => {
    const calls = [
      stripeCall({ ...checkout(), type: 'customer.created' }, { atMs: nowMs() }),
      stripeCall(checkout({ payment_status: 'unpaid' }), { atMs: nowMs() }),
      stripeCall(checkout({ mode: 'subscription' }), { atMs: nowMs() }),
      paypal.call(capture({}, 'CUSTOMER.DISPUTE.CREATED'), { atMs: nowMs() }),
    ];
    for (const call of calls) expect(await post(call)).toMatchObject({ status: 200, body: { result: 'ignored' } });
    expect(await payments()).toEqual([]);
  });

  it.each<[string, string, () => SignedCall]>([
    [
      'signed by somebody else',
      'SIGNATURE_WRONG',
      () => stripeCall(checkout(), { atMs: nowMs(), secret: 'whsec_other' }),
    ],
    ['not signed', 'SIGNATURE_WRONG', () => ({ ...stripeCall(checkout(), { atMs: nowMs() }), headers: {} })],
    [
      'changed after it was signed',
      'SIGNATURE_WRONG',
      () => {
        const call = stripeCall(checkout(), { atMs: nowMs() });
        return { ...call, body: call.body.replace('1000', '1001') };
      },
    ],
    ['signed long ago', 'SIGNATURE_EXPIRED', () => stripeCall(checkout(), { atMs: nowMs() - 301_000 })],
    ['signed in the future', 'SIGNATURE_EXPIRED', () => stripeCall(checkout(), { atMs: nowMs() + 302_000 })],
    [
      'without a reference',
      'REFERENCE_UNKNOWN',
      () => stripeCall(checkout({ client_reference_id: null }), { atMs: nowMs() }),
    ],
    [
      'for an order nobody has',
      'REFERENCE_UNKNOWN',
      () => stripeCall(checkout({ client_reference_id: `ord_${'0'.repeat(32)}` }), { atMs: nowMs() }),
    ],
    ['of another amount', 'MIXED_UP', () => stripeCall(checkout({ amount_total: 1 }), { atMs: nowMs() })],
    ['in another currency', 'MIXED_UP', () => stripeCall(checkout({ currency: 'czk' }), { atMs: nowMs() })],
    [
      'of no form',
      'UNREADABLE',
      () => stripeCall({ type: 'checkout.session.completed', created: 1, data: { object: {} } }, { atMs: nowMs() }),
    ],
    [
      'to another webhook of PayPal',
      'SIGNATURE_WRONG',
      () => paypal.call(capture(), { atMs: nowMs(), webhook: '0000000000000000A' }),
    ],
    [
      'with a key PayPal does not have',
      'SIGNATURE_WRONG',
      () => paypal.call(capture(), { atMs: nowMs(), key: paypal.authority.privateKey }),
    ],
    [
      'with a certificate of another name',
      'SIGNATURE_WRONG',
      () => paypal.call(capture(), { atMs: nowMs(), url: `${paypal.origin}/v1/notifications/certs/CERT-2` }),
    ],
    [
      'with a certificate from elsewhere',
      'SIGNATURE_WRONG',
      () => paypal.call(capture(), { atMs: nowMs(), url: 'https://paypal.example.test/v1/notifications/certs/CERT-1' }),
    ],
    [
      'with a certificate from another path',
      'SIGNATURE_WRONG',
      () => paypal.call(capture(), { atMs: nowMs(), url: `${paypal.origin}/v1/notifications/certs/../../x` }),
    ],
    ['of PayPal from last week', 'SIGNATURE_EXPIRED', () => paypal.call(capture(), { atMs: nowMs() - 7 * DAY_MS })],
    [
      'with an amount that is none',
      'UNREADABLE',
      () => paypal.call(capture({ amount: { value: '10,00', currency_code: 'EUR' } }), { atMs: nowMs() }),
    ],
    ['of another merchant', 'SIGNATURE_WRONG', () => globalPaymentsCall(gpFields(), '1')],
    [
      'with a field twice',
      'SIGNATURE_WRONG',
      () => {
        const call = globalPaymentsCall(gpFields({ PRCODE: '30' }));
        return { ...call, body: `${call.body}&PRCODE=0` };
      },
    ],
  ])('%s is refused as %s, and nothing is kept', async (_case, code, call) => {
    const answer = await post(call());
    expect(answer.body['code']).toBe(`IDENTITY.PAYMENT_${code}`);
    expect(JSON.stringify(answer.body)).not.toContain('example.test');
    expect(await payments()).toEqual([]);
    expect(await invoices()).toEqual([]);
  });

  it('with certificates nobody knows makes us ask PayPal once for each and twenty times a minute, and not about those we have', async () => {
    const known = () => post(paypal.call(capture(), { atMs: nowMs() }));
    expect((await known()).status).toBe(200);
    identity.clock.advance(60_000);
    paypal.asked.splice(0);
    const planted = (name: string) =>
      post(paypal.call(capture(), { atMs: nowMs(), url: `${paypal.origin}/v1/notifications/certs/${name}` }));
    const together = await Promise.all(Array.from({ length: 8 }, () => planted('PLANTED')));
    expect(together.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 400));
    expect(paypal.asked.length).toBeLessThan(8);
    const others = await Promise.all(Array.from({ length: 40 }, (_, index) => planted(`PLANTED-${String(index)}`)));
    expect(paypal.asked).toHaveLength(20);
    expect(others.filter(({ status }) => status === 503).length).toBeGreaterThanOrEqual(20);
    expect((await planted('CERT-1?canary')).body['code']).toBe('IDENTITY.PAYMENT_SIGNATURE_WRONG');
    expect(await known()).toMatchObject({ status: 200, body: { result: 'repeated' } });
    identity.clock.advance(60_000);
    expect((await planted('PLANTED')).status).toBe(400);
    expect(paypal.asked).toHaveLength(21);
  });

  it('of a provider there is no key of, or too large, is refused unread', async () => {
    const call = stripeCall(checkout(), { atMs: nowMs() });
    expect(await post({ ...call, path: '/v1/payments/adyen' })).toMatchObject({
      status: 404,
      body: { code: 'IDENTITY.UNKNOWN_PAYMENT_PROVIDER' },
    });
    expect((await post({ ...call, body: 'x'.repeat(65_537) })).status).toBe(413);
  });
});

it('a card number is in no table and no line of the log, wherever a provider puts it (C30)', async () => {
  const planted = { card: CARD, nested: [{ pan: 4111111111111111, [CARD]: CARD.replaceAll(' ', '-') }] };
  const calls = [
    stripeCall(checkout({ ...planted, id: 'cs_2' }), { atMs: nowMs() }),
    paypal.call(capture({ ...planted, id: 'CARD1' }), { atMs: nowMs() }),
    globalPaymentsCall(gpFields({ ORDERNUMBER: '7', RESULTTEXT: CARD })),
  ];
  for (const call of calls) expect((await post(call)).status).toBe(200);
  for (const id of ['4111111111111111', CARD])
    expect(await post(stripeCall(checkout({ id }), { atMs: nowMs() }))).toMatchObject({
      status: 422,
      body: { code: 'IDENTITY.CARD_DATA_REFUSED' },
    });
  expect(await payments()).toHaveLength(3);
  const tables = await database.asAdmin<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_schema = 'identity' and table_type = 'BASE TABLE'`,
  );
  expect(tables.length).toBeGreaterThan(15);
  for (const { name } of tables) {
    const rows = await database.asAdmin<{ text: string }>(`select t::text as text from ${name} t`);
    for (const { text } of rows) expect(bare(text)).not.toContain('4111111111111111');
  }
  const log = readFileSync(logFile, 'utf8');
  expect(log).toContain('identity');
  expect(bare(log)).not.toContain('4111111111111111');
});

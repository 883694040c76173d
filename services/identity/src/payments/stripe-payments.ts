import { createHmac, timingSafeEqual } from 'node:crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PaymentSignatureExpiredError, PaymentSignatureWrongError } from './payment.errors.ts';
import type { Confirmation, PaymentProvider, ProviderCall } from './payment-provider.ts';
import { PaymentsConfig } from './payments.config.ts';
import { inForm, paymentId, signedJson } from './read-confirmation.ts';

/** Stripe signs anew each time it repeats a call, so this bounds only how long an intercepted one is of use. */
const TOLERANCE_S = 300;

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  created: z.int().positive(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
});

/** A checkout that is paid once. Those of a subscription are confirmed by their invoices, the first one too. */
const checkoutSchema = z.object({
  id: z.string(),
  mode: z.string(),
  payment_status: z.string(),
  client_reference_id: z.string().nullish(),
  amount_total: z.int().nonnegative(),
  currency: z.string(),
});

const metadataSchema = z.object({ metadata: z.object({ reference: z.string().optional() }).nullish() });
const invoiceSchema = z.object({
  id: z.string(),
  amount_due: z.int().nonnegative(),
  currency: z.string(),
  subscription_details: metadataSchema.nullish(),
  parent: z.object({ subscription_details: metadataSchema.nullish() }).nullish(),
});

const CHECKOUTS: Readonly<Record<string, Confirmation['result']>> = {
  'checkout.session.completed': 'succeeded',
  'checkout.session.async_payment_succeeded': 'succeeded',
  'checkout.session.async_payment_failed': 'failed',
};
const INVOICES: Readonly<Record<string, Confirmation['result']>> = {
  'invoice.paid': 'succeeded',
  'invoice.payment_failed': 'failed',
};

/** Stripe's webhook: `Stripe-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body">`, several v1 while a secret is replaced. */
@Injectable()
export class StripePayments implements PaymentProvider {
  readonly name = 'stripe';

  constructor(
    @Inject(PaymentsConfig) private readonly config: PaymentsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get isConfigured(): boolean {
    return this.config.stripeSecret !== undefined;
  }

  async read(call: ProviderCall): Promise<Confirmation | undefined> {
    this.#check(call);
    const { id: eventId, type, created, data } = inForm(eventSchema, signedJson(call.body));
    const at = new Date(created * 1_000);
    const ofCheckout = CHECKOUTS[type];
    if (ofCheckout !== undefined) {
      const session = inForm(checkoutSchema, data.object as never);
      const isWaiting = ofCheckout === 'succeeded' && session.payment_status !== 'paid';
      if (session.mode !== 'payment' || isWaiting) return undefined;
      const { id, client_reference_id: reference, amount_total: minor, currency } = session;
      return this.#confirmation({ id, eventId, result: ofCheckout, reference, minor, currency, at });
    }
    const ofInvoice = INVOICES[type];
    if (ofInvoice === undefined) return undefined;
    const invoice = inForm(invoiceSchema, data.object as never);
    const details = invoice.parent?.subscription_details ?? invoice.subscription_details;
    const { id, amount_due: minor, currency } = invoice;
    const reference = details?.metadata?.reference;
    return this.#confirmation({ id, eventId, result: ofInvoice, reference, minor, currency, at });
  }

  #confirmation(of: {
    id: string;
    eventId: string;
    result: Confirmation['result'];
    reference: string | null | undefined;
    minor: number;
    currency: string;
    at: Date;
  }): Confirmation {
    const { result, reference, minor, currency, at } = of;
    const amount = { minor, currency: currency.toUpperCase() };
    // An invoice fails once at each attempt to collect it, and only the messages tell the attempts apart.
    const id = paymentId(result === 'failed' ? of.eventId : of.id);
    return { provider: this.name, id, result, reference: reference ?? '', amount, at };
  }

  #check({ header, body }: ProviderCall): void {
    const parts = (header('stripe-signature') ?? '').split(',').map((part) => part.trim().split('=', 2));
    const time = parts.find(([name]) => name === 't')?.[1] ?? '';
    const secret = this.config.stripeSecret?.reveal();
    if (secret === undefined || !/^\d{1,12}$/.test(time)) throw new PaymentSignatureWrongError();
    const right = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
    const isRight = parts
      .filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/i.test(value ?? ''))
      .some(([, value]) => timingSafeEqual(Buffer.from(value ?? '', 'hex'), right));
    if (!isRight) throw new PaymentSignatureWrongError();
    if (Math.abs(this.clock.nowMs() / 1_000 - Number(time)) > TOLERANCE_S) throw new PaymentSignatureExpiredError();
  }
}

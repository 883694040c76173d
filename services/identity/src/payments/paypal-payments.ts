import { verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { minorUnits } from './minor-units.policy.ts';
import { PaymentSignatureExpiredError, PaymentSignatureWrongError, PaymentUnreadableError } from './payment.errors.ts';
import type { Confirmation, PaymentProvider, ProviderCall } from './payment-provider.ts';
import { PaymentsConfig } from './payments.config.ts';
import { PaypalCertificates } from './paypal-certificates.ts';
import { inForm, paymentId, signedJson } from './read-confirmation.ts';

/** PayPal repeats a call for three days. */
const OLDEST_MS = 4 * 86_400_000;
const AHEAD_MS = 300_000;

const RESULTS: Readonly<Record<string, Confirmation['result']>> = {
  'PAYMENT.CAPTURE.COMPLETED': 'succeeded',
  'PAYMENT.CAPTURE.DENIED': 'failed',
  'PAYMENT.CAPTURE.DECLINED': 'failed',
  'PAYMENT.SALE.COMPLETED': 'succeeded',
  'PAYMENT.SALE.DENIED': 'failed',
};

const eventSchema = z.object({
  event_type: z.string(),
  create_time: z.iso.datetime({ offset: true }),
  resource: z.record(z.string(), z.unknown()),
});

/** Captures of an order say `value` and `currency_code`, sales of a subscription `total` and `currency`. */
const resourceSchema = z.object({
  id: z.string(),
  custom_id: z.string().optional(),
  custom: z.string().optional(),
  amount: z.union([
    z.object({ value: z.string(), currency_code: z.string() }),
    z.object({ total: z.string(), currency: z.string() }).transform(({ total, currency }) => ({
      value: total,
      currency_code: currency,
    })),
  ]),
});

/** PayPal's webhook: RSA-SHA256 over `<transmission id>|<time>|<webhook id>|<CRC-32 of the body>`, by a certificate it names. */
@Injectable()
export class PaypalPayments implements PaymentProvider {
  readonly name = 'paypal';

  constructor(
    @Inject(PaymentsConfig) private readonly config: PaymentsConfig,
    @Inject(PaypalCertificates) private readonly certificates: PaypalCertificates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get isConfigured(): boolean {
    return this.config.paypalWebhookId !== undefined;
  }

  async read(call: ProviderCall): Promise<Confirmation | undefined> {
    await this.#check(call);
    const { event_type: type, create_time: at, resource } = inForm(eventSchema, signedJson(call.body));
    const result = RESULTS[type];
    if (result === undefined) return undefined;
    const { id, custom_id: customId, custom, amount } = inForm(resourceSchema, resource as never);
    const { value, currency_code: currency } = amount;
    return {
      provider: this.name,
      id: paymentId(id),
      result,
      reference: customId ?? custom ?? '',
      amount: { minor: minorUnits(value, currency), currency },
      at: dateOf(at),
    };
  }

  async #check({ header, body }: ProviderCall): Promise<void> {
    const id = header('paypal-transmission-id') ?? '';
    const time = header('paypal-transmission-time') ?? '';
    const signature = Buffer.from(header('paypal-transmission-sig') ?? '', 'base64');
    const url = header('paypal-cert-url') ?? '';
    if (header('paypal-auth-algo') !== 'SHA256withRSA' || signature.length === 0 || id === '')
      throw new PaymentSignatureWrongError();
    const sentMs = Date.parse(time);
    if (Number.isNaN(sentMs)) throw new PaymentSignatureWrongError();
    const key = await this.certificates.keyAt(url);
    const signed = [id, time, this.config.paypalWebhookId ?? '', String(crc32(body))].join('|');
    if (!verify('RSA-SHA256', Buffer.from(signed), key, signature)) throw new PaymentSignatureWrongError();
    const ageMs = this.clock.nowMs() - sentMs;
    if (ageMs > OLDEST_MS || ageMs < -AHEAD_MS) throw new PaymentSignatureExpiredError();
  }
}

function dateOf(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new PaymentUnreadableError();
  return date;
}

import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CardDataRefusedError, PaymentSignatureWrongError, PaymentUnreadableError } from './payment.errors.ts';
import { hasCardNumber } from './card-numbers.policy.ts';
import type { Confirmation, PaymentProvider, ProviderCall } from './payment-provider.ts';
import { PaymentsConfig } from './payments.config.ts';

/** In this order, those that are there, with `|` between them, they are what is signed. */
const SIGNED_FIELDS = [
  'OPERATION',
  'ORDERNUMBER',
  'MERORDERNUM',
  'MD',
  'PRCODE',
  'SRCODE',
  'RESULTTEXT',
  'USERPARAM1',
  'ADDINFO',
  'TOKEN',
  'EXPIRY',
  'ACSRES',
  'ACCODE',
  'PANPATTERN',
  'DAYTOCAPTURE',
  'TOKENREGSTATUS',
  'ACRC',
  'RRN',
  'PAR',
  'TRACEID',
];

/**
 * The result GP webpay of Global Payments Europe sends back as a form. `DIGEST1` is RSA over the fields and the merchant's number, with
 * SHA-1, because that is what the provider signs with; a forger would need a second preimage, which SHA-1 still withstands. There is no
 * time in it, so an old one is recognised by its order number, and no amount: the order we issued says what was paid.
 */
@Injectable()
export class GlobalPayments implements PaymentProvider {
  readonly name = 'global-payments';
  readonly #key: KeyObject | undefined;

  constructor(
    @Inject(PaymentsConfig) private readonly config: PaymentsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#key = config.globalPaymentsKey && createPublicKey(config.globalPaymentsKey.reveal());
  }

  get isConfigured(): boolean {
    return this.#key !== undefined;
  }

  async read({ body }: ProviderCall): Promise<Confirmation | undefined> {
    const form = new URLSearchParams(body.toString('utf8'));
    this.#check(form);
    if (form.get('OPERATION') !== 'CREATE_ORDER') return undefined;
    const id = form.get('ORDERNUMBER') ?? '';
    if (!/^\d{1,15}$/.test(id)) throw new PaymentUnreadableError();
    // Merchants number orders with at most twelve digits; a longer number with a right check digit is a card's.
    if (hasCardNumber(id)) throw new CardDataRefusedError();
    const isPaid = form.get('PRCODE') === '0' && form.get('SRCODE') === '0';
    const reference = form.get('MD') ?? '';
    return { provider: this.name, id, result: isPaid ? 'succeeded' : 'failed', reference, at: this.clock.now() };
  }

  #check(form: URLSearchParams): void {
    const isTwice = [...new Set(form.keys())].some((name) => form.getAll(name).length > 1);
    const fields = SIGNED_FIELDS.flatMap((name) => form.get(name) ?? []);
    const signed = [...fields, this.config.globalPaymentsMerchant ?? ''].join('|');
    const signature = Buffer.from(form.get('DIGEST1') ?? '', 'base64');
    if (isTwice || this.#key === undefined || !verify('RSA-SHA1', Buffer.from(signed), this.#key, signature))
      throw new PaymentSignatureWrongError();
  }
}

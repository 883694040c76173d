import { createHmac, createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';

export interface SignedCall {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export const STRIPE_SECRET = 'whsec_of_this_test';
export const PAYPAL_WEBHOOK = '9XL90610J3647323C';
export const MERCHANT = '8888880013';

const gpKeys = generateKeyPairSync('rsa', { modulusLength: 2_048 });
export const GLOBAL_PAYMENTS_KEY = gpKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString();

export function stripeCall(event: object, options: { atMs: number; secret?: string }): SignedCall {
  const body = JSON.stringify(event);
  const time = String(Math.floor(options.atMs / 1_000));
  const mac = createHmac('sha256', options.secret ?? STRIPE_SECRET)
    .update(`${time}.${body}`)
    .digest('hex');
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${mac}` };
  return { path: '/v1/payments/stripe', headers, body };
}

export function globalPaymentsCall(fields: Record<string, string>, merchant = MERCHANT): SignedCall {
  const signed = [...Object.values(fields), merchant].join('|');
  const digest = createSign('RSA-SHA1').update(signed).sign(gpKeys.privateKey, 'base64');
  const body = new URLSearchParams({ ...fields, DIGEST: 'unused', DIGEST1: digest }).toString();
  return {
    path: '/v1/payments/global-payments',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  };
}

/** PayPal's certificate server, with an authority of its own. */
export class PaypalFake {
  readonly authority = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  readonly signer = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  readonly asked: string[] = [];
  /** What is served at each path. */
  readonly served = new Map<string, string>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      const pem = this.served.get(request.url ?? '');
      response.writeHead(pem === undefined ? 404 : 200).end(pem ?? '');
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  call(event: object, options: { atMs: number; key?: KeyObject; url?: string; webhook?: string }): SignedCall {
    const body = JSON.stringify(event);
    const id = 'd938e770-8046-11e6-8103-6b62a8a99ac4';
    const time = new Date(options.atMs).toISOString();
    const signed = [id, time, options.webhook ?? PAYPAL_WEBHOOK, String(crc32(Buffer.from(body)))].join('|');
    return {
      path: '/v1/payments/paypal',
      headers: {
        'content-type': 'application/json',
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-cert-url': options.url ?? `${this.origin}/v1/notifications/certs/CERT-1`,
        'paypal-transmission-id': id,
        'paypal-transmission-time': time,
        'paypal-transmission-sig': sign(
          'RSA-SHA256',
          Buffer.from(signed),
          options.key ?? this.signer.privateKey,
        ).toString('base64'),
      },
      body,
    };
  }
}

import { type KeyObject, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EgressHandle } from '../outgoing/egress-handle.ts';
import { certificateChain, certificatesOf } from './certificate-chain.policy.ts';
import { PaymentSignatureWrongError } from './payment.errors.ts';
import { PaymentsConfig } from './payments.config.ts';

const SIGNER = 'messageverificationcerts.paypal.com';
const PATH = '/v1/notifications/certs/';
const MOST_BYTES = 65_536;
const KEPT_MS = 6 * 3_600_000;
const MOST_KEPT = 16;

/**
 * Certificates PayPal signs with. The call names the address itself, so whoever calls could name their own: it is fetched only from the
 * origins in the settings, and believed only if an authority we know vouches for PayPal's name. What was found wrong is not kept.
 */
@Injectable()
export class PaypalCertificates {
  readonly #kept = new Map<string, { key: KeyObject; untilMs: number }>();

  constructor(
    @Inject(PaymentsConfig) private readonly config: PaymentsConfig,
    @Inject(EgressHandle) private readonly handle: EgressHandle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws PaymentSignatureWrongError for any other address or certificate; TransientError while PayPal does not answer */
  async keyAt(address: string): Promise<KeyObject> {
    const url = this.#allowed(address);
    const now = this.clock.now();
    const kept = this.#kept.get(url);
    if (kept !== undefined && kept.untilMs > now.getTime()) return kept.key;
    const { status, body } = await this.handle.egress.request({
      url,
      method: 'GET',
      headers: [['accept', 'application/x-pem-file']],
      timeoutMs: 10_000,
      followRedirects: false,
      rejectUnauthorized: true,
      maxResponseBytes: MOST_BYTES,
    });
    const sent = status === 200 ? certificatesOf(Buffer.from(body).toString('latin1')) : [];
    const [signer] = certificateChain(sent, this.#authorities(), now);
    if (signer?.checkHost(SIGNER) === undefined) throw new PaymentSignatureWrongError();
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const untilMs = Math.min(now.getTime() + KEPT_MS, Date.parse(signer.validTo));
    this.#kept.set(url, { key: signer.publicKey, untilMs });
    return signer.publicKey;
  }

  #allowed(address: string): string {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const isAllowed =
      url !== undefined &&
      this.config.paypalCertificateOrigins.includes(url.origin) &&
      url.pathname.startsWith(PATH) &&
      url.href === address;
    if (!isAllowed) throw new PaymentSignatureWrongError();
    return url.href;
  }

  #authorities(): X509Certificate[] {
    const own = this.config.paypalAuthorities?.reveal();
    return own === undefined ? rootCertificates.map((pem) => new X509Certificate(pem)) : certificatesOf(own);
  }
}

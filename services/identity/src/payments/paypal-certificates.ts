import { type KeyObject, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { CLOCK, type Clock, TransientError } from '@ebbflow/kernel';
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
/** PayPal signs with a handful of certificates in a year. */
const MOST_ASKED = 20;
const ASKED_IN_MS = 60_000;

/**
 * Certificates PayPal signs with. The call names the address itself, so whoever calls could name their own: it is fetched only from the
 * origins in the settings, and believed only if an authority we know vouches for PayPal's name. What was found wrong is not kept; so that
 * nobody makes us ask PayPal without end, calls that name the same address wait for one answer, and a minute has so many questions.
 */
@Injectable()
export class PaypalCertificates {
  readonly #kept = new Map<string, { key: KeyObject; untilMs: number }>();
  readonly #asking = new Map<string, Promise<KeyObject>>();
  #asked = { count: 0, untilMs: 0 };

  constructor(
    @Inject(PaymentsConfig) private readonly config: PaymentsConfig,
    @Inject(EgressHandle) private readonly handle: EgressHandle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws PaymentSignatureWrongError for any other address or certificate; TransientError while PayPal does not answer, or was asked for too many */
  async keyAt(address: string): Promise<KeyObject> {
    const url = this.#allowed(address);
    const kept = this.#kept.get(url);
    if (kept !== undefined && kept.untilMs > this.clock.nowMs()) return kept.key;
    const known = this.#asking.get(url);
    if (known !== undefined) return known;
    this.#count();
    const asking = this.#ask(url).finally(() => this.#asking.delete(url));
    this.#asking.set(url, asking);
    return asking;
  }

  /** @throws TransientError */
  #count(): void {
    const nowMs = this.clock.nowMs();
    if (this.#asked.untilMs <= nowMs) this.#asked = { count: 0, untilMs: nowMs + ASKED_IN_MS };
    if (this.#asked.count >= MOST_ASKED)
      throw new TransientError('IDENTITY.PROVIDER_BUSY', 'PayPal was asked for too many certificates; send it again.', {
        retryAfterMs: this.#asked.untilMs - nowMs,
      });
    this.#asked.count += 1;
  }

  async #ask(url: string): Promise<KeyObject> {
    const now = this.clock.now();
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
      url.search === '' &&
      url.hash === '' &&
      url.href === address;
    if (!isAllowed) throw new PaymentSignatureWrongError();
    return url.href;
  }

  #authorities(): X509Certificate[] {
    const own = this.config.paypalAuthorities?.reveal();
    return own === undefined ? rootCertificates.map((pem) => new X509Certificate(pem)) : certificatesOf(own);
  }
}

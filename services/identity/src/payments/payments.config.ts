import { ConfigError, type Settings } from '@ebbflow/config';
import type { Secret } from '@ebbflow/kernel';

/** Keys with which confirmations of payments are checked. A provider without them is not spoken to. */
export class PaymentsConfig {
  /** Signing secret of Stripe's webhook endpoint (`whsec_…`), also from the file EBB_PAYMENTS_STRIPE_SECRET_FILE names. */
  readonly stripeSecret: Secret | undefined;
  /** Id of the webhook at PayPal; part of what PayPal signs, so that a message to somebody else's webhook is none to ours. */
  readonly paypalWebhookId: string | undefined;
  /** Origins PayPal's signing certificate may be fetched from. Default `https://api.paypal.com`; with `https://api.sandbox.paypal.com` also that of the test environment. */
  readonly paypalCertificateOrigins: readonly string[];
  /** Authorities that may vouch for PayPal's certificate, PEM, also from the file EBB_PAYMENTS_PAYPAL_CA_FILE names. Default those of Node.js. */
  readonly paypalAuthorities: Secret | undefined;
  /** Public key (PEM) with which Global Payments Europe signs, also from the file EBB_PAYMENTS_GLOBAL_PAYMENTS_KEY_FILE names. */
  readonly globalPaymentsKey: Secret | undefined;
  /** Merchant number at Global Payments Europe; part of what is signed. */
  readonly globalPaymentsMerchant: string | undefined;

  constructor(settings: Settings) {
    this.stripeSecret = settings.optionalSecret('EBB_PAYMENTS_STRIPE_SECRET');
    this.paypalWebhookId = settings.optionalString('EBB_PAYMENTS_PAYPAL_WEBHOOK_ID');
    const origins = settings.list('EBB_PAYMENTS_PAYPAL_CERTIFICATE_ORIGINS').map(originOf);
    this.paypalCertificateOrigins = origins.length === 0 ? ['https://api.paypal.com'] : origins;
    this.paypalAuthorities = settings.optionalSecret('EBB_PAYMENTS_PAYPAL_CA');
    this.globalPaymentsKey = settings.optionalSecret('EBB_PAYMENTS_GLOBAL_PAYMENTS_KEY');
    this.globalPaymentsMerchant = settings.optionalString('EBB_PAYMENTS_GLOBAL_PAYMENTS_MERCHANT');
    if ((this.globalPaymentsKey === undefined) !== (this.globalPaymentsMerchant === undefined))
      throw new ConfigError(
        'EBB_PAYMENTS_GLOBAL_PAYMENTS_MERCHANT',
        'goes together with EBB_PAYMENTS_GLOBAL_PAYMENTS_KEY; set both or none.',
      );
  }
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || url?.hostname === '127.0.0.1';
  if (url === undefined || url.origin !== text || !isSafe)
    throw new ConfigError(
      'EBB_PAYMENTS_PAYPAL_CERTIFICATE_ORIGINS',
      'must be a list of https origins such as https://api.paypal.com.',
    );
  return text;
}

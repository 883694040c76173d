import type { PaymentProviderName } from '@ebbflow/contracts';

/** A call of a provider as it came in. */
export interface ProviderCall {
  /** A header by its name in lower case; undefined when it is not there once. */
  readonly header: (name: string) => string | undefined;
  /** The bytes as received: signatures are over these, and nothing is parsed before they were checked. */
  readonly body: Buffer;
}

/** All that is taken from a confirmation (C30). */
export interface Confirmation {
  readonly provider: PaymentProviderName;
  /** The provider's own name of the payment; of one that failed, where an attempt has no name, that of the message about it. */
  readonly id: string;
  readonly result: 'succeeded' | 'failed';
  /** Which order it is for: `ord_…`. */
  readonly reference: string;
  /** Not there for a provider whose confirmation does not say; then it is the order's. */
  readonly amount?: { readonly minor: number; readonly currency: string };
  readonly at: Date;
}

export interface PaymentProvider {
  readonly name: PaymentProviderName;
  /** Are its keys in the settings? */
  readonly isConfigured: boolean;
  /**
   * Checks the signature, then reads. Undefined for a signed call that confirms no payment.
   * @throws PaymentSignatureWrongError, PaymentSignatureExpiredError, PaymentUnreadableError, CardDataRefusedError
   */
  read(call: ProviderCall): Promise<Confirmation | undefined>;
}

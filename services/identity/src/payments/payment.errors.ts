import { ExpectedError } from '@ebbflow/kernel';

/** 404: none of the providers, or one this installation has no key of. */
export class UnknownPaymentProviderError extends ExpectedError {
  constructor() {
    super('IDENTITY.UNKNOWN_PAYMENT_PROVIDER', 404, 'No confirmations of this payment provider are taken here.');
  }
}

/** 400: no signature, one of somebody else, or one of other bytes. Nothing of the body was looked at. */
export class PaymentSignatureWrongError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PAYMENT_SIGNATURE_WRONG',
      400,
      'The signature is not one of the payment provider over these bytes; nothing was kept. Check the signing key in the settings.',
    );
  }
}

/** 400: signed, but longer ago than the provider's own deliveries and repeats take. */
export class PaymentSignatureExpiredError extends ExpectedError {
  constructor() {
    super('IDENTITY.PAYMENT_SIGNATURE_EXPIRED', 400, 'The signature is too old or from the future; nothing was kept.');
  }
}

/** 400: signed, but not in the form of the provider's confirmations. */
export class PaymentUnreadableError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PAYMENT_UNREADABLE',
      400,
      'This is not a confirmation as the payment provider writes them; nothing was kept.',
    );
  }
}

/** 404: the confirmation carries no reference of ours, or one nobody has. */
export class PaymentReferenceUnknownError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PAYMENT_REFERENCE_UNKNOWN',
      404,
      'The payment carries no reference of an order made here; nothing was kept. GET /v1/plan tells the reference.',
    );
  }
}

/** 422: another amount or currency than the order's. */
export class PaymentMixedUpError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.PAYMENT_MIXED_UP',
      422,
      'Amount or currency of the payment are not those of the order it names; nothing was kept.',
    );
  }
}

/** 422: what should name the payment is a card number (C30). */
export class CardDataRefusedError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.CARD_DATA_REFUSED',
      422,
      'The confirmation has card data where its name should be; nothing was kept.',
    );
  }
}

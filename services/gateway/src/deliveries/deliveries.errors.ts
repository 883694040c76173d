import { ExpectedError } from '@ebbflow/kernel';

/** 404: no such delivery of this hook and organisation: never received, deleted, or past its lifetime. */
export class DeliveryNotFoundError extends ExpectedError {
  constructor(deliveryId: string) {
    super('GATEWAY.DELIVERY_NOT_FOUND', 404, `There is no delivery ${deliveryId}; it may be past its lifetime.`, {
      details: { deliveryId },
    });
  }
}

/** 410: that it was received is all that is left. */
export class DeliveryErasedError extends ExpectedError {
  constructor(deliveryId: string) {
    super('GATEWAY.DELIVERY_ERASED', 410, `What delivery ${deliveryId} brought was erased and cannot be had again.`, {
      details: { deliveryId },
    });
  }
}

/** 409: what a confidential hook receives is shown to nobody and run once only. */
export class DeliveryConfidentialError extends ExpectedError {
  constructor(hookId: string) {
    super(
      'GATEWAY.DELIVERY_CONFIDENTIAL',
      409,
      `The scenario of hook ${hookId} is confidential: what it receives is neither shown nor run again.`,
      { details: { hookId } },
    );
  }
}

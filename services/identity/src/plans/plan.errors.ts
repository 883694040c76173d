import { ExpectedError } from '@ebbflow/kernel';

/** 409: this installation sells no plans, or not this one. */
export class PlanNotOfferedError extends ExpectedError {
  constructor() {
    super('IDENTITY.PLAN_NOT_OFFERED', 409, 'This plan is not offered here; GET /v1/plan lists those that are.');
  }
}

/** 400: a paid plan takes a name and an address (C01), and there are none yet. */
export class BillingDetailsNeededError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.BILLING_DETAILS_NEEDED',
      400,
      'A paid plan needs a name and an address for the invoice; send them as `billing`.',
      { faults: [{ pointer: '/billing', message: 'Name and address of who pays.' }] },
    );
  }
}

/** 400: name and address are asked for only when a paid plan is chosen; what was not asked for is not taken. */
export class BillingDetailsUnaskedError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.BILLING_DETAILS_UNASKED',
      400,
      'The free plan needs no name and no address; leave `billing` out. Nothing of it was kept.',
      { faults: [{ pointer: '/billing', message: 'Not with the free plan.' }] },
    );
  }
}

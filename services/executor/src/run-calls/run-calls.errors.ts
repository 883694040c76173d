import { ExpectedError, type Fault } from '@ebbflow/kernel';

/** The scenario is switched off; nothing but a person's "run once" starts it. */
export class ScenarioInactiveError extends ExpectedError {
  constructor() {
    super('EXECUTOR.SCENARIO_INACTIVE', 409, 'The scenario is not active, so it cannot be called; activate it first.');
  }
}

/** The inputs are not what the scenario's interface asks for; each fault says where (pointer into the request). Nothing was started. */
export class InputsInvalidError extends ExpectedError {
  constructor(faults: readonly Fault[]) {
    super(
      'EXECUTOR.INPUTS_INVALID',
      400,
      'The inputs are not what this scenario asks for; each fault is listed with its place. Nothing was started.',
      { faults },
    );
  }
}

/** An Idempotency-Key stands for one call; another call must have another key. */
export class IdempotencyKeyReusedError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.IDEMPOTENCY_KEY_REUSED',
      422,
      'This Idempotency-Key was used in the last 24 hours for a call with other content; send a new key for a new call.',
    );
  }
}

export class IdempotencyKeyInvalidError extends ExpectedError {
  constructor() {
    super('EXECUTOR.IDEMPOTENCY_KEY_INVALID', 400, 'An Idempotency-Key has 1 to 255 visible ASCII characters.');
  }
}

/** The captured data belongs to the hook of another scenario. */
export class DeliveryOfOtherScenarioError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.DELIVERY_OF_OTHER_SCENARIO',
      409,
      'This delivery was received for another scenario; choose one of this scenario.',
    );
  }
}

/** Between replicas: whoever waited for this run has given up. */
export class NobodyWaitsError extends ExpectedError {
  constructor() {
    super('EXECUTOR.NOBODY_WAITS', 404, 'Nobody waits here for the end of this run (any more).');
  }
}

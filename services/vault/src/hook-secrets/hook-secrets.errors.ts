import { ExpectedError } from '@ebbflow/kernel';

/** 409: one more would make every request of the hook cost one more HMAC; an old one is to go first. */
export class TooManyHookSecretsError extends ExpectedError {
  constructor(most: number) {
    super(
      'VAULT.TOO_MANY_HOOK_SECRETS',
      409,
      `A webhook has at most ${String(most)} secrets; delete one that its sender no longer signs with.`,
    );
  }
}

/** 404: what is asked about cannot be a hook. */
export class UnknownHookIdError extends ExpectedError {
  constructor() {
    super('VAULT.UNKNOWN_HOOK', 404, 'This is no id of a webhook; ids begin with hok_.');
  }
}

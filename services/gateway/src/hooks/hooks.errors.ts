import { ExpectedError } from '@ebbflow/kernel';

/** 404: no such hook, or another organisation's; the answer is the same. */
export class HookNotFoundError extends ExpectedError {
  constructor(hookId: string) {
    super('GATEWAY.HOOK_NOT_FOUND', 404, `This organisation has no hook ${hookId}.`, { details: { hookId } });
  }
}

/** 428: the caller must say which state of the hook it has seen. */
export class HookRevisionRequiredError extends ExpectedError {
  constructor() {
    super('GATEWAY.REVISION_REQUIRED', 428, 'Send If-Match with the ETag of the hook you have read.');
  }
}

/** 412: somebody else was faster; who and when, so that they can be asked. */
export class HookChangedError extends ExpectedError {
  constructor(by: string | null, at: Date) {
    super(
      'GATEWAY.HOOK_CHANGED',
      412,
      `This hook was changed by ${by ?? 'the system'} at ${at.toISOString()}; read it again and repeat your change.`,
    );
  }
}

/** 409: a setting that this kind of hook does not look at; it would protect nothing. */
export class NoSuchSettingError extends ExpectedError {
  constructor(kind: string, names: readonly string[]) {
    super('GATEWAY.NO_SUCH_SETTING', 409, `A ${kind} hook has no ${names.join(', ')}; only webhooks have.`);
  }
}

/** 409: old keys are to go first. */
export class TooManyApiKeysError extends ExpectedError {
  constructor(most: number) {
    super('GATEWAY.TOO_MANY_API_KEYS', 409, `A webhook has at most ${String(most)} API keys; delete one first.`);
  }
}

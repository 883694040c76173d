import { ExpectedError } from '@ebbflow/kernel';

/** 404 to the executor: it names a hook that this organisation does not have. */
export class HookNotFoundError extends ExpectedError {
  constructor(hookId: string) {
    super('GATEWAY.HOOK_NOT_FOUND', 404, `This organisation has no hook ${hookId}.`, { details: { hookId } });
  }
}

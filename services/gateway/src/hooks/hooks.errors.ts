import { ExpectedError } from '@ebbflow/kernel';

/** 404: no such hook, or another organisation's; the answer is the same. */
export class HookNotFoundError extends ExpectedError {
  constructor(hookId: string) {
    super('GATEWAY.HOOK_NOT_FOUND', 404, `This organisation has no hook ${hookId}.`, { details: { hookId } });
  }
}

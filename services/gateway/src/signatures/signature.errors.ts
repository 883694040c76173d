import { ExpectedError } from '@ebbflow/kernel';

/** 401: unsigned, signed with another secret, or too long ago. */
export class BadSignatureError extends ExpectedError {
  constructor(reason: string) {
    super('GATEWAY.BAD_SIGNATURE', 401, `This webhook takes signed requests only: ${reason}`);
  }
}

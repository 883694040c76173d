import { ExpectedError } from '@ebbflow/kernel';

/** 404: Article 30 GDPR knows two registers. */
export class UnknownRegisterError extends ExpectedError {
  constructor() {
    super('RETENTION.UNKNOWN_REGISTER', 404, 'There are two registers: `controller` and `processor`.');
  }
}

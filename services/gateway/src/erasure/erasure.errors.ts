import { ExpectedError } from '@ebbflow/kernel';

/** 404, also for another organisation's. */
export class UnknownDeviceError extends ExpectedError {
  constructor() {
    super('GATEWAY.UNKNOWN_DEVICE', 404, 'There is no device of this id: it never was paired, or is erased already.');
  }
}

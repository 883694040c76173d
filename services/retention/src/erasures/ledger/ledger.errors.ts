import { DefectError } from '@ebbflow/kernel';

/** The file of EBB_RETENTION_LEDGER_FILE is not one this service has written. Nothing is erased before it can be written to. */
export class BrokenLedgerError extends DefectError {
  constructor(cause: unknown) {
    super(
      'RETENTION.BROKEN_LEDGER',
      'The ledger of erasures cannot be read. Put its last good copy back; a last line that was cut off may be deleted.',
      { cause },
    );
  }
}

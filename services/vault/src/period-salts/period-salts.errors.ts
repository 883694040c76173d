import { DefectError, ExpectedError } from '@ebbflow/kernel';

/** Nothing of this category may live so long, or the hour is not near yet. */
export class BadPeriodError extends ExpectedError {
  constructor(rule: string) {
    super('VAULT.BAD_PERIOD', 400, `There is no such period: ${rule}.`);
  }
}

/** A file of the folder of salts is not 32 bytes, or vanished while it was made. */
export class SaltDamagedError extends DefectError {
  constructor() {
    super(
      'VAULT.SALT_DAMAGED',
      'The salt of a period is damaged; look at the folder EBB_VAULT_PERIODS_DIR names and at the disk it is on.',
    );
  }
}

import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { lifetimeText } from '@ebbflow/policy';

/** How erasures go. */
export class ErasuresConfig {
  /** Between a person's own decision to have an account or organisation erased and its beginning. Bounded so that C27 has room. */
  readonly grace: Duration;
  /** How long the operator keeps backups, in days; certificates say from when on none has the erased any more. */
  readonly backupDays: number;
  /** File the ledger of erasures is kept in, outside of the database and of its backups; without it a restored backup brings back who was erased. */
  readonly ledgerFile: string | undefined;

  constructor(settings: Settings) {
    this.grace = settings.duration('EBB_RETENTION_ERASURE_GRACE', {
      default: lifetimeText('erasure-grace'),
      min: '0s',
      max: lifetimeText('longest-pause'),
    });
    this.backupDays = settings.integer('EBB_RETENTION_BACKUP_DAYS', { default: 30, min: 1, max: 3_650 });
    this.ledgerFile = settings.optionalString('EBB_RETENTION_LEDGER_FILE');
  }
}

import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** Where the salts of periods are, and how often those that are over are looked for. */
export class PeriodSaltsConfig {
  /**
   * Folder of the salts; created when missing, and the same for all replicas of vault. In no backup, snapshot or copy: what is sealed under a
   * salt is forgotten when the salt is, and a copy of it would remember.
   */
  readonly folder: string;
  /** How often salts that are over are destroyed. They are handed out to nobody from the very second, however late this is. */
  readonly every: Duration;

  constructor(settings: Settings) {
    this.folder = settings.string('EBB_VAULT_PERIODS_DIR');
    this.every = settings.duration('EBB_VAULT_PERIODS_SWEEP', { default: '30s', min: '1s', max: '10m' });
  }
}

import type { Settings } from '@ebbflow/config';

/** What a service cannot see of a restore by itself. */
export class RestoreConfig {
  /**
   * Set it to something new, such as the day, on every service after files of the database server were put back as they were: then nobody is
   * served before erasures since the backup were done again. Default: empty. Other ways of restoring are noticed without it.
   */
  readonly restored: string;

  constructor(settings: Settings) {
    this.restored = settings.string('EBB_RESTORED', { default: '' });
  }
}

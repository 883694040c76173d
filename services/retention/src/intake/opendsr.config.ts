import type { Settings } from '@ebbflow/config';

/** The door for controllers' signed calls. */
export class OpenDsrConfig {
  /** Where controllers reach it: the console's public address. */
  readonly publicUrl: URL;

  constructor(settings: Settings) {
    this.publicUrl = settings.url('EBB_PUBLIC_URL', { default: 'http://127.0.0.1:7100' });
  }
}

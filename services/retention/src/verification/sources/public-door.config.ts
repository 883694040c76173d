import type { Settings } from '@ebbflow/config';

/** Where the door for people is looked at from outside. */
export class PublicDoorConfig {
  /** Where people reach the console; what it must be like depends on whether it is https. Default `http://127.0.0.1:7100`. */
  readonly publicUrl: URL;
  /** Where retention reaches it, when that is another address (`http://console:7100` between containers). Default EBB_PUBLIC_URL. */
  readonly url: URL;

  constructor(settings: Settings) {
    this.publicUrl = settings.url('EBB_PUBLIC_URL', { default: 'http://127.0.0.1:7100' });
    this.url =
      settings.optionalString('EBB_RETENTION_CONSOLE_URL') === undefined
        ? this.publicUrl
        : settings.url('EBB_RETENTION_CONSOLE_URL');
  }

  get isHttps(): boolean {
    return this.publicUrl.protocol === 'https:';
  }
}

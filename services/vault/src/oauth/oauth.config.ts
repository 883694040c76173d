import type { Settings } from '@ebbflow/config';

export class OauthConfig {
  /**
   * Where providers send people back to: `/oauth/callback` of EBB_PUBLIC_URL, which is registered with each provider exactly so. A
   * Host header never decides it. Default `http://127.0.0.1:7100`.
   */
  readonly redirectUri: string;

  constructor(settings: Settings) {
    const publicUrl = settings.url('EBB_PUBLIC_URL', { default: 'http://127.0.0.1:7100' });
    this.redirectUri = new URL('/oauth/callback', publicUrl).href;
  }
}

import { ConfigError, type Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import { lifetimeText } from '@ebbflow/policy';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export class ConsoleConfig {
  /**
   * Where people reach the console, `https://flow.example.com`. The only source of links and of the origin that requests
   * must come from: a Host header never is. Plain http is accepted for loopback only (C14).
   */
  readonly publicUrl: URL;
  /** Age of the session cookie after the last answer. Default and most: what the notice promises (C13); the session itself ends in identity. */
  readonly sessionIdleTime: Duration;
  /** How often it is looked whether whoever watches a live stream still may. */
  readonly streamCheck: Duration;

  constructor(settings: Settings) {
    this.publicUrl = settings.url('EBB_PUBLIC_URL');
    if (
      this.publicUrl.protocol !== 'https:' &&
      !(this.publicUrl.protocol === 'http:' && LOOPBACK.test(this.publicUrl.hostname))
    ) {
      throw new ConfigError(
        'EBB_PUBLIC_URL',
        'must begin with https:// unless it is an address of this machine itself, such as http://127.0.0.1:7100.',
      );
    }
    this.sessionIdleTime = settings.duration('EBB_CONSOLE_SESSION_IDLE', {
      default: lifetimeText('session-cookie'),
      min: '1m',
      max: lifetimeText('session-cookie'),
    });
    this.streamCheck = settings.duration('EBB_CONSOLE_STREAM_CHECK', { default: '15s', min: '10ms', max: '1m' });
  }

  get isHttps(): boolean {
    return this.publicUrl.protocol === 'https:';
  }
}

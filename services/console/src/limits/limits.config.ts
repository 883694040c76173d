import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** How much the edge takes. Each replica counts its share in memory: EBB_CONSOLE_REPLICAS. */
export class LimitsConfig {
  /** Time in which the numbers below are counted. */
  readonly window: Duration;
  /** Pages and forms of one address, and its calls without a session or token. */
  readonly strangers: number;
  /** Calls of one address with a session or token that is none. */
  readonly badCredentials: number;
  /** Calls of one account: a person, or an organisation's API tokens. */
  readonly account: number;
  /** Consoles behind one address; each takes its part of the whole. */
  readonly replicas: number;

  constructor(settings: Settings) {
    this.window = settings.duration('EBB_CONSOLE_RATE_WINDOW', { default: '1m', min: '1s', max: '1h' });
    this.strangers = settings.integer('EBB_CONSOLE_RATE_STRANGERS', { default: 1_200, min: 1 });
    this.badCredentials = settings.integer('EBB_CONSOLE_RATE_BAD_CREDENTIALS', { default: 120, min: 1 });
    this.account = settings.integer('EBB_CONSOLE_RATE_ACCOUNT', { default: 6_000, min: 1 });
    this.replicas = settings.integer('EBB_CONSOLE_REPLICAS', { default: 1, min: 1, max: 1_000 });
  }
}

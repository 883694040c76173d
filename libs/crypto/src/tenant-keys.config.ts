import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** How a service that seals or opens payloads caches the tenants' keys. Pass `maxAge.milliseconds` and `maxKeys` to TenantKeys. */
export class TenantKeysConfig {
  /** How long a key may be used without asking vault again. Default and maximum 60 s: a destroyed key must stop working within a minute. */
  readonly maxAge: Duration;
  /** Keys held at most, the least recently used goes first. Default 10 000, about 3 MB. */
  readonly maxKeys: number;

  constructor(settings: Settings) {
    this.maxAge = settings.duration('EBB_TENANT_KEYS_MAX_AGE', { default: '60s', min: '1s', max: '60s' });
    this.maxKeys = settings.integer('EBB_TENANT_KEYS_MAX', { default: 10_000, min: 1 });
  }
}

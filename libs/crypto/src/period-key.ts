import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { BadKeyError } from './crypto.errors.ts';
import { checkPeriod, type Period, periodName } from './period.ts';
import { KEY_BYTES, type TenantKey } from './tenant-key.ts';

export const SALT_BYTES = 32;

/**
 * What a tenant's payloads of one period are sealed with: HKDF-SHA-256 (RFC 5869) of the tenant's payload key and the period's salt. Without
 * the salt, which vault destroys when the period is over, not even the tenant's key opens them any more; without the tenant's key no salt does.
 */
export class PeriodKey {
  readonly tenantId: string;
  /** Of the tenant's key it follows from. */
  readonly version: number;
  readonly period: Period;
  /** For the cipher only. */
  readonly keyObject: KeyObject;

  /** @throws BadKeyError unless `salt` has 32 bytes */
  constructor(key: TenantKey, period: Period, salt: Uint8Array) {
    checkPeriod(period);
    if (salt.length !== SALT_BYTES) throw new BadKeyError(`the salt of a period has ${String(SALT_BYTES)} bytes`);
    this.tenantId = key.tenantId;
    this.version = key.version;
    this.period = period;
    const info = `ebbflow period ${periodName(period)} ${key.tenantId}`;
    const bytes = Buffer.from(hkdfSync('sha256', key.keyObject, salt, info, KEY_BYTES));
    this.keyObject = createSecretKey(bytes);
    bytes.fill(0);
  }

  toJSON(): string {
    return '[secret]';
  }

  toString(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

/** What seals and opens payloads: a tenant's key for what lives as long as the tenant wants, a key of a period for what has a lifetime. */
export type SealKey = TenantKey | PeriodKey;

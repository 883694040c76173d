import { createHash, randomBytes } from 'node:crypto';
import { type Period, PeriodKeys, periodName, TenantKeys } from '@ebbflow/crypto';
import { policyLifetimes } from '@ebbflow/policy';

/** Keys of one tenant and salts that are always there, without a vault. */
export function aPeriodKeys(tenantId: string): PeriodKeys {
  const key = randomBytes(32).toString('base64');
  const tenantKeys = new TenantKeys({ read: () => Promise.resolve({ tenantId, version: 1, key }) });
  const saltOf = (name: string): string => createHash('sha256').update(name).digest('base64');
  const salts = { read: async (periods: readonly Period[]) => periods.map((one) => saltOf(periodName(one))) };
  return new PeriodKeys(tenantKeys, salts, policyLifetimes);
}

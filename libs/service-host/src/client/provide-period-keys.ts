import { PeriodKeys, type SealLifetimes, TenantKeys, TenantKeysConfig } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { Provider } from '@nestjs/common';
import { Lifetimes } from '../lifetimes/lifetimes.ts';
import { SealLifetimesOfTenants } from '../lifetimes/seal-lifetimes.ts';
import { VaultSaltSource } from './vault-salt-source.ts';

type Parts = [TenantKeys, VaultSaltSource, TenantKeysConfig, Clock, Lifetimes];

/** PeriodKeys for a service that has TenantKeys and Lifetimes. `longest`: what the policy says; a tenant may want less. */
export function providePeriodKeys(longest: SealLifetimes): Provider[] {
  return [
    VaultSaltSource,
    {
      provide: PeriodKeys,
      inject: [TenantKeys, VaultSaltSource, TenantKeysConfig, CLOCK, Lifetimes],
      useFactory: (...[keys, source, config, clock, lifetimes]: Parts) =>
        new PeriodKeys(keys, source, new SealLifetimesOfTenants(lifetimes, longest, clock), {
          clock,
          maxAgeMs: config.maxAge.milliseconds,
        }),
    },
  ];
}

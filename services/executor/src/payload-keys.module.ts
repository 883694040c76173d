import { PeriodKeys, TenantKeys, TenantKeysConfig } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { policyLifetimes } from '@ebbflow/policy';
import { provideConfig, providePeriodKeys, VaultKeySource } from '@ebbflow/service-host';
import { Global, Module } from '@nestjs/common';

/** The tenants' payload keys, and those of periods that follow from them: one cache for everything in this service that seals or opens. */
@Global()
@Module({
  providers: [
    provideConfig(TenantKeysConfig),
    VaultKeySource,
    {
      provide: TenantKeys,
      inject: [VaultKeySource, TenantKeysConfig, CLOCK],
      useFactory: (source: VaultKeySource, config: TenantKeysConfig, clock: Clock) =>
        new TenantKeys(source, { clock, maxAgeMs: config.maxAge.milliseconds, maxKeys: config.maxKeys }),
    },
    ...providePeriodKeys(policyLifetimes),
  ],
  exports: [TenantKeys, PeriodKeys],
})
export class PayloadKeysModule {}

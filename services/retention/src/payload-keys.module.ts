import { TenantKeys, TenantKeysConfig } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { provideConfig, VaultKeySource } from '@ebbflow/service-host';
import { Global, Module } from '@nestjs/common';

/** The tenants' payload keys: what people ask for, and the files they get, lie under them and die with them. */
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
  ],
  exports: [TenantKeys],
})
export class PayloadKeysModule {}

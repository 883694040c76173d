import { Module } from '@nestjs/common';
import { KeyRewrapping } from '../root-key/key-rewrapping.ts';
import { RootKeyCheckService } from '../root-key/root-key-check.service.ts';
import { RootKeyRotationService } from '../root-key/root-key-rotation.service.ts';
import { RootKeyController } from '../root-key/root-key.controller.ts';
import { RootKeysService } from '../root-key/root-keys.service.ts';
import { WrappingKeysService } from '../root-key/wrapping-keys.service.ts';
import { KeysUpkeepJob } from './keys-upkeep.job.ts';
import { SecretResealing } from './reseal/secret-resealing.service.ts';
import { TenantKeysController } from './tenant-keys.controller.ts';
import { TenantKeysRepository } from './tenant-keys.repository.ts';
import { TenantKeysService } from './tenant-keys.service.ts';

/** Everything about keys of ours: the root key, what hangs from it, and how each is replaced and destroyed. */
@Module({
  controllers: [RootKeyController, TenantKeysController],
  providers: [
    RootKeysService,
    WrappingKeysService,
    RootKeyCheckService,
    KeyRewrapping,
    RootKeyRotationService,
    TenantKeysRepository,
    TenantKeysService,
    SecretResealing,
    KeysUpkeepJob,
  ],
  exports: [TenantKeysService],
})
export class KeysModule {}

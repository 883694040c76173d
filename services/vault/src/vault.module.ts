import { PersistenceModule } from '@ebbflow/persistence';
import { Module } from '@nestjs/common';
import { ConnectionEntity } from './connections/connection.entity.ts';
import { ConnectionsController } from './connections/connections.controller.ts';
import { ConnectionsRepository } from './connections/connections.repository.ts';
import { ConnectionsService } from './connections/connections.service.ts';
import { InternalConnectionsController } from './connections/internal-connections.controller.ts';
import { HookSecretsController } from './hook-secrets/hook-secrets.controller.ts';
import { HookSecretsService } from './hook-secrets/hook-secrets.service.ts';
import { InternalHookSecretsController } from './hook-secrets/internal-hook-secrets.controller.ts';
import { InternalKeychainController } from './keychain/internal-keychain.controller.ts';
import { KeyLeasesRepository } from './keychain/key-leases.repository.ts';
import { KeyLeasesService } from './keychain/key-leases.service.ts';
import { KeychainKeyEntity } from './keychain/keychain-key.entity.ts';
import { KeychainSeal } from './keychain/keychain-seal.service.ts';
import { KeychainController } from './keychain/keychain.controller.ts';
import { KeychainRepository } from './keychain/keychain.repository.ts';
import { KeychainService } from './keychain/keychain.service.ts';
import { KeysModule } from './keys/keys.module.ts';
import { TenantKeyEntity } from './keys/tenant-key.entity.ts';
import { LeasesController } from './leases/leases.controller.ts';
import { LeasesRepository } from './leases/leases.repository.ts';
import { LeasesService } from './leases/leases.service.ts';

@Module({
  imports: [
    PersistenceModule.forService({ schema: 'vault', entities: [TenantKeyEntity, ConnectionEntity, KeychainKeyEntity] }),
    KeysModule,
  ],
  controllers: [
    ConnectionsController,
    InternalConnectionsController,
    LeasesController,
    HookSecretsController,
    InternalHookSecretsController,
    KeychainController,
    InternalKeychainController,
  ],
  providers: [
    ConnectionsRepository,
    ConnectionsService,
    LeasesRepository,
    LeasesService,
    HookSecretsService,
    KeychainRepository,
    KeychainSeal,
    KeychainService,
    KeyLeasesRepository,
    KeyLeasesService,
  ],
})
export class VaultModule {}

import { EgressConfig } from '@ebbflow/egress';
import { MessagingModule } from '@ebbflow/messaging';
import { PersistenceModule } from '@ebbflow/persistence';
import { ErasureModule } from '@ebbflow/service-host/erasure';
import { SubjectExportModule } from './subject-export/subject-export.module.ts';
import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { VAULT_ERASURE_MAP } from './erasure/vault-erasure-map.ts';
import { KeyErasure } from './erasure/key-erasure.ts';
import { ConnectionErasure } from './erasure/connection-erasure.ts';
import { VaultObjectTeams } from './access/vault-object-teams.ts';
import { ConnectionEntity } from './connections/connection.entity.ts';
import { ConnectionMaterials } from './connections/connection-materials.repository.ts';
import { ConnectionSecrets } from './connections/connection-secrets.service.ts';
import { ConnectionsController } from './connections/connections.controller.ts';
import { ConnectionsRepository } from './connections/connections.repository.ts';
import { ConnectionsService } from './connections/connections.service.ts';
import { InternalConnectionsController } from './connections/internal-connections.controller.ts';
import { HookSecretsService } from './hook-secrets/hook-secrets.service.ts';
import { InternalHookSecretsController } from './hook-secrets/internal-hook-secrets.controller.ts';
import { InternalLogStreamSecretsController } from './hook-secrets/internal-log-stream-secrets.controller.ts';
import { InternalKeychainController } from './keychain/internal-keychain.controller.ts';
import { KeyLeasesRepository } from './keychain/key-leases.repository.ts';
import { KeyLeasesService } from './keychain/key-leases.service.ts';
import { KeyUses } from './keychain/key-uses.repository.ts';
import { KeychainKeyEntity } from './keychain/keychain-key.entity.ts';
import { KeychainSeal } from './keychain/keychain-seal.service.ts';
import { KeychainController } from './keychain/keychain.controller.ts';
import { KeychainRepository } from './keychain/keychain.repository.ts';
import { KeychainService } from './keychain/keychain.service.ts';
import { KeysModule } from './keys/keys.module.ts';
import { TenantKeyEntity } from './keys/tenant-key.entity.ts';
import { LeasesController } from './leases/leases.controller.ts';
import { LeasesService } from './leases/leases.service.ts';
import { TestLeasesService } from './leases/test-leases.service.ts';
import { EgressHandle } from './oauth/egress-handle.ts';
import { OauthAttempts } from './oauth/oauth-attempts.repository.ts';
import { OauthFlow } from './oauth/oauth-flow.service.ts';
import { OauthGrants } from './oauth/oauth-grants.service.ts';
import { OauthTokens } from './oauth/oauth-tokens.service.ts';
import { OauthConfig } from './oauth/oauth.config.ts';
import { OauthController } from './oauth/oauth.controller.ts';
import { ProviderClient } from './oauth/provider-client.ts';
import { Renewals } from './oauth/renewals.repository.ts';
import { PeriodSaltsModule } from './period-salts/period-salts.module.ts';
import { ConnectionRemoval } from './removal/connection-removal.service.ts';
import { ConnectionUses } from './uses/connection-uses.repository.ts';
import { ConnectionsSweepJob } from './uses/connections-sweep.job.ts';

@Module({
  imports: [
    PersistenceModule.forService({ schema: 'vault', entities: [TenantKeyEntity, ConnectionEntity, KeychainKeyEntity] }),
    KeysModule,
    PeriodSaltsModule,
    MessagingModule.forService({ schema: 'vault', outbox: true }),
    SubjectExportModule,
    ErasureModule.forService({ service: 'vault', map: VAULT_ERASURE_MAP }),
  ],
  controllers: [
    OauthController,
    ConnectionsController,
    InternalConnectionsController,
    LeasesController,
    InternalHookSecretsController,
    InternalLogStreamSecretsController,
    KeychainController,
    InternalKeychainController,
  ],
  providers: [
    provideConfig(EgressConfig),
    provideConfig(OauthConfig),
    VaultObjectTeams,
    ConnectionsRepository,
    ConnectionsService,
    ConnectionMaterials,
    ConnectionSecrets,
    ConnectionRemoval,
    ConnectionErasure,
    KeyErasure,
    ConnectionUses,
    ConnectionsSweepJob,
    EgressHandle,
    OauthAttempts,
    OauthFlow,
    OauthGrants,
    OauthTokens,
    ProviderClient,
    Renewals,
    LeasesService,
    TestLeasesService,
    HookSecretsService,
    KeychainRepository,
    KeychainSeal,
    KeychainService,
    KeyLeasesRepository,
    KeyLeasesService,
    KeyUses,
  ],
})
export class VaultModule {}

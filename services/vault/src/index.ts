import { retentionPolicy } from '@ebbflow/policy';
import { defineService } from '@ebbflow/service-host';
import { KeysAndConnections1767225600001 } from './migrations/0001-keys-and-connections.migration.ts';
import { HookSecrets1767225600002 } from './migrations/0002-hook-secrets.migration.ts';
import { WrappingKeys1767225600003 } from './migrations/0003-wrapping-keys.migration.ts';
import { ConnectionKinds1767225600004 } from './migrations/0004-connection-kinds.migration.ts';
import { Keychain1767225600005 } from './migrations/0005-keychain.migration.ts';
import { VaultObjectTeams } from './access/vault-object-teams.ts';
import { Idempotency1767225600020 } from './migrations/0020-idempotency.migration.ts';
import { Erasure1767225600035 } from './migrations/0035-erasure.migration.ts';
import { IdempotencyCaller1767225600040 } from './migrations/0040-idempotency-caller.migration.ts';
import { PeriodSalts1767225600030 } from './migrations/0030-period-salts.migration.ts';
import { KeysByTeam1767225600041 } from './migrations/0041-keys-by-team.migration.ts';
import { VaultModule } from './vault.module.ts';

export const vaultService = defineService({
  name: 'vault',
  module: VaultModule,
  objectTeams: VaultObjectTeams,
  migrations: [
    KeysAndConnections1767225600001,
    HookSecrets1767225600002,
    WrappingKeys1767225600003,
    ConnectionKinds1767225600004,
    Keychain1767225600005,
    Idempotency1767225600020,
    PeriodSalts1767225600030,
    Erasure1767225600035,
    IdempotencyCaller1767225600040,
    KeysByTeam1767225600041,
  ],
  idempotency: () => retentionPolicy().record('idempotency-keys').ttl,
});

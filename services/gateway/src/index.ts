import { retentionPolicy } from '@ebbflow/policy';
import { defineService } from '@ebbflow/service-host';
import { GatewayModule } from './gateway.module.ts';
import { GATEWAY_MIGRATIONS } from './migrations/gateway-migrations.ts';
import { GatewayObjectTeams } from './object-teams/gateway-object-teams.ts';

/** An answer of a response module comes in base64: room for 12 MiB, more than twice what a webhook may bring in. */
const BODY_LIMIT_BYTES = 16_777_216;

export const gatewayService = defineService({
  name: 'gateway',
  module: GatewayModule,
  migrations: GATEWAY_MIGRATIONS,
  objectTeams: GatewayObjectTeams,
  idempotency: () => retentionPolicy().record('idempotency-keys').ttl,
  http: () => ({ bodyLimitBytes: BODY_LIMIT_BYTES }),
});

import { defineService } from '@ebbflow/service-host';
import { GatewayModule } from './gateway.module.ts';
import { HooksAndDeliveries1767225600001 } from './migrations/0001-hooks-and-deliveries.migration.ts';

/** An answer of a response module comes in base64: room for 12 MiB, more than twice what a webhook may bring in. */
const BODY_LIMIT_BYTES = 16_777_216;

export const gatewayService = defineService({
  name: 'gateway',
  module: GatewayModule,
  migrations: [HooksAndDeliveries1767225600001],
  http: () => ({ bodyLimitBytes: BODY_LIMIT_BYTES }),
});

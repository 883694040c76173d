import { defineService } from '@ebbflow/service-host';
import { GatewayModule } from './gateway.module.ts';
import { HooksAndDeliveries1767225600001 } from './migrations/1767225600001-hooks-and-deliveries.migration.ts';

export const gatewayService = defineService({
  name: 'gateway',
  module: GatewayModule,
  migrations: [HooksAndDeliveries1767225600001],
});

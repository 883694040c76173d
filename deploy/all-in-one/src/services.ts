import type { ServiceName } from '@ebbflow/contracts';
import { consoleService } from '@ebbflow/console';
import { executorService } from '@ebbflow/executor';
import { gatewayService } from '@ebbflow/gateway';
import { identityService } from '@ebbflow/identity';
import { logStoreService } from '@ebbflow/log-store';
import { retentionService } from '@ebbflow/retention';
import type { ServiceDefinition } from '@ebbflow/service-host';
import { vaultService } from '@ebbflow/vault';

/** Every service of the house. Typed by the topology's names, so that a new service does not compile until it is here. */
export const SERVICES: Readonly<Record<ServiceName, ServiceDefinition>> = {
  identity: identityService,
  vault: vaultService,
  'log-store': logStoreService,
  executor: executorService,
  gateway: gatewayService,
  retention: retentionService,
  console: consoleService,
};

import { hookAddressChanged } from '@ebbflow/contracts';
import { BatchConsumer, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { HookSyncService } from './hook-sync.service.ts';
import { queueHookSync } from './queue-hook-sync.sql.ts';

/** A hook got a new address: its scenario must show that one. The sync asks the gateway, and can be asked for twice, so no inbox is needed. */
@Injectable()
export class HookAddressChangedConsumer {
  constructor(
    private readonly database: Database,
    private readonly sync: HookSyncService,
  ) {}

  @BatchConsumer(hookAddressChanged, { group: 'executor' })
  async learn(events: ReceivedEvent<z.infer<typeof hookAddressChanged.schema>>[]): Promise<void> {
    for (const { data } of events) {
      await this.database.withTenant(data.tenantId, (sql) =>
        sql.query(queueHookSync, [data.tenantId, data.scenarioId]),
      );
      await this.sync.syncScenario(data.tenantId, data.scenarioId);
    }
  }
}

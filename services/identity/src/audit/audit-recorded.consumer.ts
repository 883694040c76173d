import {
  type AuditFact,
  executorAuditRecorded,
  gatewayAuditRecorded,
  logStoreAuditRecorded,
  retentionAuditRecorded,
  vaultAuditRecorded,
} from '@ebbflow/contracts';
import { BatchConsumer, Inbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { NewAuditEntry } from './audit-entry.ts';
import { AuditLog } from './audit-log.ts';

const GROUP = 'identity.audit';

/** What other services did stands in the same log, once each, with the time at which it happened there. */
@Injectable()
export class AuditRecordedConsumer {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  @BatchConsumer(vaultAuditRecorded, { group: GROUP })
  fromVault(events: ReceivedEvent<AuditFact>[]): Promise<void> {
    return this.#append(events);
  }

  @BatchConsumer(executorAuditRecorded, { group: GROUP })
  fromExecutor(events: ReceivedEvent<AuditFact>[]): Promise<void> {
    return this.#append(events);
  }

  @BatchConsumer(gatewayAuditRecorded, { group: GROUP })
  fromGateway(events: ReceivedEvent<AuditFact>[]): Promise<void> {
    return this.#append(events);
  }

  @BatchConsumer(logStoreAuditRecorded, { group: GROUP })
  fromLogStore(events: ReceivedEvent<AuditFact>[]): Promise<void> {
    return this.#append(events);
  }

  @BatchConsumer(retentionAuditRecorded, { group: GROUP })
  fromRetention(events: ReceivedEvent<AuditFact>[]): Promise<void> {
    return this.#append(events);
  }

  /** Each organisation in a transaction of its own: its chain is locked until the end of it. */
  async #append(events: ReceivedEvent<AuditFact>[]): Promise<void> {
    for (const [tenantId, ofTenant] of Map.groupBy(events, (event) => event.tenantId)) {
      await this.database.withTenant(tenantId, async (sql) => {
        for (const { data, time } of await this.inbox.claim(sql, GROUP, ofTenant))
          await this.audit.appendLate(sql, entryOf(tenantId, data, time));
      });
    }
  }
}

function entryOf(tenantId: string, { actor, action, object, facts = {} }: AuditFact, occurredAt: Date): NewAuditEntry {
  return {
    tenantId,
    actor: actor as NewAuditEntry['actor'],
    action: action as NewAuditEntry['action'],
    object,
    facts,
    occurredAt,
  };
}

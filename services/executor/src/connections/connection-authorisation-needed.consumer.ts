import { connectionAuthorisationNeeded } from '@ebbflow/contracts';
import { BatchConsumer, Outbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { BoundedNotifications } from '../notifications/bounded-notifications.ts';
import { ScenarioConnections } from './scenario-connections.repository.ts';

type Needed = z.infer<typeof connectionAuthorisationNeeded.schema>;

/**
 * A connection needs a person: owners of active scenarios that work with it are told before the next run fails. They stay on, because
 * nothing of theirs has to change. Told twice is held back by the bound of one a minute.
 */
@Injectable()
export class ConnectionAuthorisationNeededConsumer {
  constructor(
    private readonly uses: ScenarioConnections,
    private readonly notifications: BoundedNotifications,
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  @BatchConsumer(connectionAuthorisationNeeded, { group: 'executor' })
  async tell(events: ReceivedEvent<Needed>[]): Promise<void> {
    for (const { data } of events) await this.#tell(data);
  }

  async #tell({ tenantId, connectionId }: Needed): Promise<void> {
    const uses = (await this.uses.of(tenantId, connectionId)).filter(
      ({ isActive, isPublished }) => isActive && isPublished,
    );
    const firstOf = new Map(uses.map((use) => [use.scenarioId, use] as const).reverse());
    if (firstOf.size === 0) return;
    await this.database.asWorker(async (sql) => {
      const items = [...firstOf.values()].map(({ scenarioId, moduleId }) => ({
        tenantId,
        scenarioId,
        moduleId,
        kind: 'CONNECTION_AUTHORISATION_NEEDED' as const,
        facts: { connectionId },
      }));
      await this.outbox.append(sql, await this.notifications.raise(sql, items));
    });
  }
}

import { connectionRemoved } from '@ebbflow/contracts';
import { BatchConsumer, Outbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Deactivations } from '../scenario-health/deactivations.ts';
import { forgetCursors } from './forget-cursors.sql.ts';
import { ScenarioConnections } from './scenario-connections.repository.ts';

type Removed = z.infer<typeof connectionRemoved.schema>;

/**
 * A connection is gone (C04): scenarios whose modules work with it are switched off with the reason, and where their triggers had read to
 * through it is forgotten. Doing it twice finds nothing the second time, so no inbox is needed.
 */
@Injectable()
export class ConnectionRemovedConsumer {
  constructor(
    private readonly uses: ScenarioConnections,
    private readonly database: Database,
    private readonly deactivations: Deactivations,
    private readonly outbox: Outbox,
  ) {}

  @BatchConsumer(connectionRemoved, { group: 'executor' })
  async drop(events: ReceivedEvent<Removed>[]): Promise<void> {
    for (const { data } of events) await this.#drop(data);
  }

  async #drop({ tenantId, connectionId }: Removed): Promise<void> {
    const uses = await this.uses.of(tenantId, connectionId);
    if (uses.length === 0) return;
    const scenarioIds = [...new Set(uses.map(({ scenarioId }) => scenarioId))];
    // First switched off, so that no new run writes down again where it has read to.
    await this.database.asWorker(async (sql) => {
      const all = scenarioIds.map((scenarioId) => ({ tenantId, scenarioId, reason: 'CONNECTION_REMOVED' as const }));
      await this.outbox.append(sql, await this.deactivations.write(sql, all));
    });
    await this.database.withTenant(tenantId, (sql) =>
      sql.query(forgetCursors, [
        tenantId,
        uses.map(({ scenarioId }) => scenarioId),
        uses.map(({ moduleId }) => moduleId),
      ]),
    );
  }
}

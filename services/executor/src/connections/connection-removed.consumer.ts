import { connectionRemoved } from '@ebbflow/contracts';
import { BatchConsumer, Outbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Deactivations } from '../scenario-health/deactivations.ts';
import { connectionReferences } from '../scenarios/activation/connection-references.policy.ts';
import { readVersion } from '../scenarios/read-version.ts';
import { findScenariosNaming } from './find-scenarios-naming.sql.ts';
import { forgetCursors } from './forget-cursors.sql.ts';

type Removed = z.infer<typeof connectionRemoved.schema>;

interface Use {
  readonly scenarioId: string;
  readonly moduleId: number;
}

/**
 * A connection is gone (C04): scenarios whose modules work with it are switched off with the reason, and where their triggers had read to
 * through it is forgotten. Doing it twice finds nothing the second time, so no inbox is needed.
 */
@Injectable()
export class ConnectionRemovedConsumer {
  constructor(
    private readonly database: Database,
    private readonly deactivations: Deactivations,
    private readonly outbox: Outbox,
  ) {}

  @BatchConsumer(connectionRemoved, { group: 'executor' })
  async drop(events: ReceivedEvent<Removed>[]): Promise<void> {
    for (const { data } of events) await this.#drop(data);
  }

  async #drop({ tenantId, connectionId }: Removed): Promise<void> {
    const uses = await this.#usesOf(tenantId, connectionId);
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

  async #usesOf(tenantId: string, connectionId: string): Promise<Use[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ scenarioId: string; blueprint: unknown }>(findScenariosNaming, [tenantId, connectionId]),
    );
    return rows.flatMap(({ scenarioId, blueprint }) =>
      connectionReferences(readVersion(blueprint).blueprint)
        .filter((reference) => reference.connectionId === connectionId)
        .map(({ moduleId }) => ({ scenarioId, moduleId })),
    );
  }
}

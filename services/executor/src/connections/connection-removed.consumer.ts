import { connectionRemoved } from '@ebbflow/contracts';
import { BatchConsumer, Outbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { RunErasure } from '../runs/erasure/run-erasure.ts';
import { Deactivations } from '../scenario-health/deactivations.ts';
import { findRunsOfVersions } from './find-runs-of-versions.sql.ts';
import { forgetCursors } from './forget-cursors.sql.ts';
import { type ConnectionUse, ScenarioConnections } from './scenario-connections.repository.ts';

type Removed = z.infer<typeof connectionRemoved.schema>;

/**
 * A connection is gone (C04): scenarios whose modules work with it are switched off with the reason; what went through runs of versions
 * that worked with it is erased here and in the log store; and where their triggers had read to through it is forgotten. Doing it twice
 * finds nothing the second time, so no inbox is needed.
 */
@Injectable()
export class ConnectionRemovedConsumer {
  constructor(
    private readonly uses: ScenarioConnections,
    private readonly database: Database,
    private readonly deactivations: Deactivations,
    private readonly erasure: RunErasure,
    private readonly outbox: Outbox,
  ) {}

  @BatchConsumer(connectionRemoved, { group: 'executor' })
  async drop(events: ReceivedEvent<Removed>[]): Promise<void> {
    for (const { data } of events) await this.#drop(data);
  }

  async #drop({ tenantId, connectionId }: Removed): Promise<void> {
    const uses = await this.uses.of(tenantId, connectionId);
    if (uses.length === 0) return;
    // First switched off, so that no new run begins, nor writes down again where it has read to.
    await this.#switchOff(tenantId, uses);
    for (const [scenarioId, ofScenario] of Map.groupBy(uses, (use) => use.scenarioId)) {
      await this.#eraseRuns(tenantId, scenarioId, [...new Set(ofScenario.map(({ version }) => version))]);
    }
    await this.database.withTenant(tenantId, (sql) =>
      sql.query(forgetCursors, [
        tenantId,
        uses.map(({ scenarioId }) => scenarioId),
        uses.map(({ moduleId }) => moduleId),
      ]),
    );
  }

  async #switchOff(tenantId: string, uses: readonly ConnectionUse[]): Promise<void> {
    const scenarioIds = new Set(uses.filter(({ isPublished }) => isPublished).map(({ scenarioId }) => scenarioId));
    const all = [...scenarioIds].map((scenarioId) => ({ tenantId, scenarioId, reason: 'CONNECTION_REMOVED' as const }));
    if (all.length === 0) return;
    await this.database.asWorker(async (sql) => {
      await this.outbox.append(sql, await this.deactivations.write(sql, all));
    });
  }

  /** A transaction for each scenario: it may have many runs. */
  async #eraseRuns(tenantId: string, scenarioId: string, scenarioVersions: readonly number[]): Promise<void> {
    await this.erasure.erase({ tenantId, scenarioId, scenarioVersions }, async (sql) => {
      const found = await sql.query<{ id: string }>(findRunsOfVersions, [tenantId, scenarioId, scenarioVersions]);
      return found.map(({ id }) => id);
    });
  }
}

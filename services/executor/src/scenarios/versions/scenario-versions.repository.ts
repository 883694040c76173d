import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { auditFact } from '../../audit/audit-fact.ts';
import { ScenarioDraftEntity } from '../drafts/scenario-draft.entity.ts';
import { queueHookSync } from '../hooks/queue-hook-sync.sql.ts';
import { ScenarioListeners } from '../scenario-listeners.ts';
import { ScenarioVersionEntity } from '../scenario-version.entity.ts';
import { ScenarioEntity } from '../scenario.entity.ts';
import { insertVersion } from './version-rows.repository.ts';
import type { PreparedVersion } from './prepared-version.ts';

export interface Publication {
  readonly scenarioId: string;
  /** The draft that is published, and no later one. */
  readonly draftRevision: number;
  /** What the scenario was when it was judged. */
  readonly wasActive: boolean;
  readonly note: string;
}

export type ListedVersion = Pick<ScenarioVersionEntity, 'number' | 'note' | 'createdBy' | 'createdAt'>;

/** Versions of one tenant's scenarios. Each method is one transaction. */
@Injectable()
export class ScenarioVersionsRepository {
  constructor(
    private readonly database: Database,
    private readonly listeners: ScenarioListeners,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The new version's number; undefined when the draft or the scenario is not any more what was judged. */
  publish(scope: Principal, publication: Publication, version: PreparedVersion): Promise<number | undefined> {
    const { scenarioId, draftRevision, wasActive, note } = publication;
    const { organisationId: tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const scenario = await manager.findOne(ScenarioEntity, {
        where: { tenantId, id: scenarioId },
        lock: { mode: 'pessimistic_write' },
      });
      if (scenario?.isActive !== wasActive) return undefined;
      const draft = await manager.update(
        ScenarioDraftEntity,
        { tenantId, scenarioId, revision: draftRevision },
        { publishedRevision: draftRevision },
      );
      if (draft.affected !== 1) return undefined;
      // A replica of an earlier release counts `version` up alone while an update rolls out.
      const number = Math.max(scenario.lastVersion, scenario.version) + 1;
      await manager.update(
        ScenarioEntity,
        { tenantId, id: scenarioId },
        {
          version: number,
          lastVersion: number,
          laneLimit: version.laneLimit,
          revision: scenario.revision + 1,
          updatedBy: userId,
          updatedAt: () => 'now()',
        },
      );
      const origin = { tenantId, scenarioId, number, note, createdBy: userId, isPublished: true };
      await insertVersion(manager, { ...origin, draftRevision }, version);
      await this.listeners.onPublished(sql, tenantId, scenarioId, version.compiled);
      if (wasActive) await this.listeners.onActivated(sql, tenantId, scenarioId, version.compiled);
      await sql.query(queueHookSync, [tenantId, scenarioId]);
      const object = { kind: 'scenario', id: scenarioId };
      const done = { action: 'scenario.published', object, facts: { version: number } };
      await this.outbox.append(sql, [auditFact(scope, done, this.clock)]);
      return number;
    });
  }

  /** The published ones, newest first, from before the number `cursor`. */
  list(tenantId: string, scenarioId: string, cursor: number | undefined, limit: number): Promise<ListedVersion[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(ScenarioVersionEntity, {
        select: { number: true, note: true, createdBy: true, createdAt: true },
        where: {
          tenantId,
          scenarioId,
          isPublished: true,
          ...(cursor === undefined ? {} : { number: LessThan(cursor) }),
        },
        order: { number: 'DESC' },
        take: limit,
      }),
    );
  }
}

import type { JsonObject } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { ScenarioVersionEntity } from '../scenario-version.entity.ts';
import { ScenarioEntity } from '../scenario.entity.ts';
import { insertVersion } from '../versions/version-rows.repository.ts';
import type { PreparedVersion } from '../versions/prepared-version.ts';
import { deleteOldSnapshots } from './delete-old-snapshots.sql.ts';
import { ScenarioDraftEntity } from './scenario-draft.entity.ts';

/** Drafts of one tenant's scenarios. Each method is one transaction. */
@Injectable()
export class ScenarioDraftsRepository {
  constructor(private readonly database: Database) {}

  find(tenantId: string, scenarioId: string): Promise<ScenarioDraftEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(ScenarioDraftEntity, { tenantId, scenarioId }),
    );
  }

  /** The document of the published version, or of another published one. */
  findPublished(tenantId: string, scenarioId: string, number?: number): Promise<JsonObject | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const scenario = await manager.findOneBy(ScenarioEntity, { tenantId, id: scenarioId });
      if (!scenario) return undefined;
      const version = await manager.findOneBy(ScenarioVersionEntity, {
        tenantId,
        scenarioId,
        number: number ?? scenario.version,
        isPublished: true,
      });
      // Only objects are ever stored.
      return version?.blueprint as JsonObject | undefined;
    });
  }

  /** False when the draft is not at `revision` any more, or not there. */
  save(
    tenantId: string,
    scenarioId: string,
    revision: number,
    { blueprint, updatedBy }: { blueprint: JsonObject; updatedBy: string | null },
  ): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const { affected } = await manager.update(
        ScenarioDraftEntity,
        { tenantId, scenarioId, revision },
        { blueprint, updatedBy, revision: revision + 1, updatedAt: () => 'now()' },
      );
      return affected === 1;
    });
  }

  /** The number under which this state of the draft can be run; undefined when the draft is not at that revision any more. */
  insertSnapshot(
    tenantId: string,
    draft: ScenarioDraftEntity,
    version: Pick<PreparedVersion, 'blueprint' | 'placeholders'>,
  ): Promise<number | undefined> {
    const { scenarioId, revision } = draft;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      // Locked, so that who tries the same state at the same moment gets the same number.
      const scenario = await manager.findOne(ScenarioEntity, {
        where: { tenantId, id: scenarioId },
        lock: { mode: 'pessimistic_write' },
      });
      const current = await manager.findOneBy(ScenarioDraftEntity, { tenantId, scenarioId, revision });
      if (!scenario || !current) return undefined;
      if (current.publishedRevision === revision) return scenario.version;
      const known = await manager.findOneBy(ScenarioVersionEntity, {
        tenantId,
        scenarioId,
        draftRevision: revision,
        isPublished: false,
      });
      if (known) return known.number;
      const number = Math.max(scenario.lastVersion, scenario.version) + 1;
      await manager.update(ScenarioEntity, { tenantId, id: scenarioId }, { lastVersion: number });
      const origin = { tenantId, scenarioId, number, note: '', createdBy: draft.updatedBy, isPublished: false };
      await insertVersion(manager, { ...origin, draftRevision: revision }, { ...version, hooks: [] });
      await sql.query(deleteOldSnapshots, [tenantId, scenarioId]);
      return number;
    });
  }
}

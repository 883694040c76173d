import type { ListScenarios, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { auditFact } from '../audit/audit-fact.ts';
import { deleteScenario } from './scenario-deletion.repository.ts';
import { ScenarioDraftEntity } from './drafts/scenario-draft.entity.ts';
import type { ListPlace } from './list-cursor.policy.ts';
import { listScenarios } from './list-scenarios.sql.ts';
import { ScenarioListeners } from './scenario-listeners.ts';
import { ScenarioEntity } from './scenario.entity.ts';
import { type StoredScenario, withParts } from './scenario-parts.repository.ts';
import { insertVersion } from './versions/version-rows.repository.ts';
import type { PreparedVersion } from './versions/prepared-version.ts';

export interface NewScenario {
  readonly scenarioId: string;
  readonly name: string;
  readonly folderId: string | null;
  readonly description?: string;
  readonly tags?: string[];
  readonly teamId?: string | null;
  readonly version: PreparedVersion;
  /** When it is something else than the version. */
  readonly draft?: object;
}

/** What a person may change without touching the blueprint. */
export type ScenarioChanges = Partial<
  Pick<ScenarioEntity, 'name' | 'description' | 'tags' | 'folderId' | 'teamId' | 'ownerId'>
>;

export interface ScenarioFilter extends ListScenarios {
  /** Null: of all teams and of none. */
  readonly teamIds: readonly string[] | null;
}

export interface ScenarioPage {
  readonly items: readonly StoredScenario[];
  readonly next: ListPlace | undefined;
}

/** Scenarios of one tenant at a time. Each method is one transaction. */
@Injectable()
export class ScenariosRepository {
  constructor(
    private readonly database: Database,
    private readonly listeners: ScenarioListeners,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The scenario with its first version, its draft and its hooks, or nothing. */
  insert(scope: Principal, { scenarioId, version, draft, ...rest }: NewScenario): Promise<void> {
    const { organisationId: tenantId, userId: ownerId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.insert(ScenarioEntity, {
        description: '',
        tags: [],
        teamId: null,
        ...rest,
        tenantId,
        id: scenarioId,
        ownerId,
        version: 1,
        lastVersion: 1,
        laneLimit: version.laneLimit,
        isActive: false,
        isLocked: false,
        revision: 1,
        updatedBy: ownerId,
      });
      const origin = { tenantId, scenarioId, number: 1, note: '', createdBy: ownerId, isPublished: true };
      await insertVersion(manager, { ...origin, draftRevision: 1 }, version);
      await manager.insert(ScenarioDraftEntity, {
        tenantId,
        scenarioId,
        revision: draft === undefined ? 1 : 2,
        publishedRevision: 1,
        blueprint: draft ?? version.blueprint,
        updatedBy: ownerId,
      });
      await this.listeners.onPlaced(sql, tenantId, scenarioId);
      await this.listeners.onPublished(sql, tenantId, scenarioId, version.compiled);
      await this.#note(sql, scope, 'created', scenarioId);
    });
  }

  find(tenantId: string, scenarioId: string): Promise<StoredScenario | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const scenario = await manager.findOneBy(ScenarioEntity, { tenantId, id: scenarioId });
      if (!scenario) return undefined;
      const [stored] = await withParts({ manager, sql }, tenantId, [scenario]);
      return stored;
    });
  }

  list(tenantId: string, asked: ScenarioFilter, after: ListPlace | undefined): Promise<ScenarioPage> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const rows = await listPlaces(sql, tenantId, asked, after);
      const places = rows.slice(0, asked.limit);
      const scenarios = await findInOrder(
        manager,
        tenantId,
        places.map(({ id }) => id),
      );
      return {
        items: await withParts({ manager, sql }, tenantId, scenarios),
        next: rows.length > asked.limit ? places.at(-1) : undefined,
      };
    });
  }

  /** False when the scenario is not at `revision` any more, or not there. A folder that is not there is a violated foreign key. */
  update(
    tenantId: string,
    scenarioId: string,
    revision: number,
    changes: ScenarioChanges & { updatedBy: string | null },
  ): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.update(
        ScenarioEntity,
        { tenantId, id: scenarioId, revision },
        { ...changes, revision: revision + 1, updatedAt: () => 'now()' },
      );
      if (affected === 1 && changes.teamId !== undefined) await this.listeners.onPlaced(sql, tenantId, scenarioId);
      return affected === 1;
    });
  }

  /** @throws ScenarioInUseError */
  delete(scope: Principal, scenarioId: string): Promise<void> {
    const { organisationId: tenantId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      if (await deleteScenario({ manager, sql }, this.listeners, tenantId, scenarioId))
        await this.#note(sql, scope, 'deleted', scenarioId);
    });
  }

  #note(sql: SqlClient, by: Principal, what: 'created' | 'deleted', id: string): Promise<void> {
    const done = { action: `scenario.${what}`, object: { kind: 'scenario', id } };
    return this.outbox.append(sql, [auditFact(by, done, this.clock)]);
  }
}

function listPlaces(
  sql: SqlClient,
  tenantId: string,
  { folderId, tag, active, text, sort, limit, teamIds }: ScenarioFilter,
  after: ListPlace | undefined,
): Promise<ListPlace[]> {
  return sql.query<ListPlace>(listScenarios(sort), [
    tenantId,
    folderId ?? null,
    tag ?? null,
    active === undefined ? null : active === 'true',
    text === undefined ? null : `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
    after?.key ?? null,
    after?.id ?? null,
    limit + 1,
    teamIds,
  ]);
}

async function findInOrder(
  manager: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ScenarioEntity[]> {
  if (ids.length === 0) return [];
  const found = await manager.findBy(ScenarioEntity, { tenantId, id: In(ids) });
  const byId = new Map(found.map((scenario) => [scenario.id, scenario]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

import type { Placeholder } from '@ebbflow/blueprint';
import type { JsonObject } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan } from 'typeorm';
import { ScenarioEntity } from './scenario.entity.ts';
import { ScenarioHookEntity } from './scenario-hook.entity.ts';
import { ScenarioVersionEntity } from './scenario-version.entity.ts';

/** A scenario with what belongs to its current version. */
export interface StoredScenario {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly placeholders: readonly Placeholder[];
  readonly hooks: readonly ScenarioHookEntity[];
}

export interface NewVersion {
  readonly scenarioId: string;
  readonly name: string;
  readonly blueprint: JsonObject;
  readonly placeholders: readonly Placeholder[];
  readonly hooks: readonly { readonly moduleId: number; readonly hookId: string; readonly url: string }[];
}

/** Scenarios of one tenant at a time. Each method is one transaction. */
@Injectable()
export class ScenariosRepository {
  constructor(private readonly database: Database) {}

  /** The scenario with its first version and its hooks, or nothing. */
  insert(tenantId: string, version: NewVersion): Promise<void> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      await manager.insert(ScenarioEntity, {
        tenantId,
        id: version.scenarioId,
        name: version.name,
        version: 1,
        isActive: false,
      });
      await insertVersion(manager, tenantId, version, 1);
    });
  }

  /** Answers the new version's number; undefined when `expected` is not the current one any more. */
  insertNextVersion(tenantId: string, version: NewVersion, expected: number): Promise<number | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const number = expected + 1;
      const { affected } = await manager.update(
        ScenarioEntity,
        { tenantId, id: version.scenarioId, version: expected },
        { version: number, name: version.name, updatedAt: () => 'now()' },
      );
      if (affected !== 1) return undefined;
      await insertVersion(manager, tenantId, version, number);
      return number;
    });
  }

  find(tenantId: string, scenarioId: string): Promise<StoredScenario | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const scenario = await manager.findOneBy(ScenarioEntity, { tenantId, id: scenarioId });
      if (!scenario) return undefined;
      const [stored] = await withParts(manager, tenantId, [scenario]);
      return stored;
    });
  }

  /** Newest first, from after the id `cursor`. */
  list(tenantId: string, cursor: string | undefined, limit: number): Promise<StoredScenario[]> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const scenarios = await manager.find(ScenarioEntity, {
        where: { tenantId, ...(cursor === undefined ? {} : { id: LessThan(cursor) }) },
        order: { id: 'DESC' },
        take: limit,
      });
      return withParts(manager, tenantId, scenarios);
    });
  }

  findBlueprint(tenantId: string, scenarioId: string): Promise<{ blueprint: JsonObject; version: number } | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const scenario = await manager.findOneBy(ScenarioEntity, { tenantId, id: scenarioId });
      if (!scenario) return undefined;
      const version = await manager.findOneByOrFail(ScenarioVersionEntity, {
        tenantId,
        scenarioId,
        number: scenario.version,
      });
      // Only objects are ever stored.
      return { blueprint: version.blueprint as JsonObject, version: version.number };
    });
  }

  /** False when the scenario is not at `version` any more: what was checked for activation is not what would become active. */
  updateActivation(tenantId: string, scenarioId: string, version: number, isActive: boolean): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const { affected } = await manager.update(
        ScenarioEntity,
        { tenantId, id: scenarioId, version },
        { isActive, updatedAt: () => 'now()' },
      );
      return affected === 1;
    });
  }
}

async function insertVersion(
  manager: EntityManager,
  tenantId: string,
  version: NewVersion,
  number: number,
): Promise<void> {
  const { scenarioId, blueprint, placeholders, hooks } = version;
  await manager.insert(ScenarioVersionEntity, { tenantId, scenarioId, number, blueprint, placeholders });
  if (hooks.length === 0) return;
  await manager
    .createQueryBuilder()
    .insert()
    .into(ScenarioHookEntity)
    .values(hooks.map((hook) => ({ tenantId, scenarioId, ...hook })))
    // A trigger that an earlier version had already keeps its hook.
    .orIgnore()
    .execute();
}

async function withParts(
  manager: EntityManager,
  tenantId: string,
  scenarios: readonly ScenarioEntity[],
): Promise<StoredScenario[]> {
  if (scenarios.length === 0) return [];
  const ids = scenarios.map(({ id }) => id);
  const hooks = await manager.find(ScenarioHookEntity, {
    where: { tenantId, scenarioId: In(ids) },
    order: { moduleId: 'ASC' },
  });
  const versions = await manager.find(ScenarioVersionEntity, {
    select: { scenarioId: true, number: true, placeholders: true },
    where: scenarios.map(({ id, version }) => ({ tenantId, scenarioId: id, number: version })),
  });
  const placeholders = new Map(versions.map((version) => [version.scenarioId, version.placeholders]));
  return scenarios.map(({ id, name, version, isActive, createdAt, updatedAt }) => ({
    id,
    name,
    version,
    isActive,
    createdAt,
    updatedAt,
    placeholders: placeholders.get(id) ?? [],
    hooks: hooks.filter((hook) => hook.scenarioId === id),
  }));
}

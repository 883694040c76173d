import type { Placeholder } from '@ebbflow/blueprint';
import type { SqlClient } from '@ebbflow/persistence';
import { type EntityManager, In } from 'typeorm';
import { ScenarioDraftEntity } from './drafts/scenario-draft.entity.ts';
import { findPendingHooks } from './find-pending-hooks.sql.ts';
import { ScenarioHookEntity } from './scenario-hook.entity.ts';
import { ScenarioVersionEntity } from './scenario-version.entity.ts';
import type { ScenarioEntity } from './scenario.entity.ts';

/** A scenario with what belongs to its published version and its draft. */
export interface StoredScenario {
  readonly scenario: ScenarioEntity;
  readonly placeholders: readonly Placeholder[];
  readonly hooks: readonly ScenarioHookEntity[];
  readonly hasDraftChanges: boolean;
  readonly hasPendingHooks: boolean;
}

/** Reads the parts of several scenarios at once, in their order. */
export async function withParts(
  { manager, sql }: { readonly manager: EntityManager; readonly sql: SqlClient },
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
  const drafts = await manager.find(ScenarioDraftEntity, {
    select: { scenarioId: true, revision: true, publishedRevision: true },
    where: { tenantId, scenarioId: In(ids) },
  });
  const pending = await sql.query<{ scenarioId: string }>(findPendingHooks, [tenantId, ids]);
  const placeholders = new Map(versions.map((version) => [version.scenarioId, version.placeholders]));
  const changed = new Map(drafts.map((draft) => [draft.scenarioId, draft.revision !== draft.publishedRevision]));
  const withPending = new Set(pending.map(({ scenarioId }) => scenarioId));
  return scenarios.map((scenario) => ({
    scenario,
    placeholders: placeholders.get(scenario.id) ?? [],
    hooks: hooks.filter(({ scenarioId }) => scenarioId === scenario.id),
    hasDraftChanges: changed.get(scenario.id) ?? false,
    hasPendingHooks: withPending.has(scenario.id),
  }));
}

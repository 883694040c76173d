import type { ImportedScenario, Scenario } from '@ebbflow/contracts';
import type { PreparedVersion } from './versions/prepared-version.ts';
import type { StoredScenario } from './scenario-parts.repository.ts';

/** A scenario as the API shows it. */
export function toScenario(stored: StoredScenario): Scenario {
  const { scenario, placeholders, hooks, hasDraftChanges, hasPendingHooks } = stored;
  return {
    id: scenario.id,
    name: scenario.name,
    description: scenario.description,
    tags: scenario.tags,
    folderId: scenario.folderId,
    teamId: scenario.teamId,
    ownerId: scenario.ownerId,
    version: scenario.version,
    hasDraftChanges,
    isActive: scenario.isActive,
    isLocked: scenario.isLocked,
    deactivatedReason: scenario.deactivatedReason,
    deactivatedAt: scenario.deactivatedAt?.toISOString() ?? null,
    placeholders: [...placeholders],
    hooks: hooks.map(({ moduleId, url }) => ({ moduleId, url })),
    hasPendingHooks,
    revision: scenario.revision,
    updatedBy: scenario.updatedBy,
    createdAt: scenario.createdAt.toISOString(),
    updatedAt: scenario.updatedAt.toISOString(),
  };
}

export function toImported(
  scenarioId: string,
  version: number,
  { hooks, placeholders }: Pick<PreparedVersion, 'hooks' | 'placeholders'>,
): ImportedScenario {
  return {
    scenarioId,
    version,
    hooks: hooks.map(({ moduleId, url }) => ({ moduleId, url })),
    placeholders: [...placeholders],
  };
}

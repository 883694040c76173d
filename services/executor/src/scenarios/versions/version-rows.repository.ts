import type { EntityManager } from 'typeorm';
import { ScenarioHookEntity } from '../scenario-hook.entity.ts';
import { ScenarioVersionEntity } from '../scenario-version.entity.ts';
import type { PreparedVersion } from './prepared-version.ts';

export interface VersionOrigin {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly number: number;
  readonly note: string;
  readonly createdBy: string | null;
  readonly isPublished: boolean;
  readonly draftRevision: number;
}

/** One version with the hooks it needs, inside the caller's transaction. */
export async function insertVersion(
  manager: EntityManager,
  origin: VersionOrigin,
  { blueprint, placeholders, hooks }: Pick<PreparedVersion, 'blueprint' | 'placeholders' | 'hooks'>,
): Promise<void> {
  await manager.insert(ScenarioVersionEntity, { ...origin, blueprint, placeholders });
  await upsertHooks(manager, origin, hooks);
}

/** A trigger keeps its hook from version to version; another one takes its place only where the gateway had lost the first. */
export async function upsertHooks(
  manager: EntityManager,
  { tenantId, scenarioId }: Pick<VersionOrigin, 'tenantId' | 'scenarioId'>,
  hooks: PreparedVersion['hooks'],
): Promise<void> {
  if (hooks.length === 0) return;
  await manager.upsert(
    ScenarioHookEntity,
    hooks.map((hook) => ({ tenantId, scenarioId, ...hook })),
    ['tenantId', 'scenarioId', 'moduleId'],
  );
}

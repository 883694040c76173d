import type { ImportedScenario, Scenario } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, type JsonObject, newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { GatewayHooks } from './gateway-hooks.ts';
import { hookTriggersOf, readVersion, respondsToHook, type ReadVersion } from './read-version.ts';
import { scenarioName } from './scenario-name.policy.ts';
import {
  HasErrorsError,
  HasPlaceholdersError,
  ModulesUnavailableError,
  ScenarioNotFoundError,
  VersionConflictError,
} from './scenarios.errors.ts';
import { type NewVersion, ScenariosRepository, type StoredScenario } from './scenarios.repository.ts';
import { unavailableModules } from './unavailable-modules.policy.ts';

/**
 * Import, versions and activation. The gateway is always told first and the database last, in one transaction: what is
 * stored here is complete, so no scenario is ever shown without the address of its hook. When the gateway is away
 * nothing is stored at all. What may be left over is a hook that is disabled and whose address nobody knows.
 */
@Injectable()
export class ScenariosService {
  constructor(
    private readonly repository: ScenariosRepository,
    private readonly hooks: GatewayHooks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws BlueprintInvalidError; TransientError when the gateway is away. In both cases nothing is saved. */
  async import(tenantId: string, document: unknown, name: string | undefined): Promise<ImportedScenario> {
    const read = readVersion(document);
    const version = await this.#prepare(tenantId, newId('scn', this.clock.nowMs()), read, name);
    await this.repository.insert(tenantId, version);
    return answer(version, 1);
  }

  /** A new version of the blueprint. An active scenario goes over to it at once, so it must be fit to be active. */
  async replaceBlueprint(
    tenantId: string,
    scenarioId: string,
    document: unknown,
    expected: number,
  ): Promise<ImportedScenario> {
    const read = readVersion(document);
    const scenario = await this.get(tenantId, scenarioId);
    if (scenario.version !== expected) throw new VersionConflictError(scenario.version, scenario.updatedAt);
    if (scenario.isActive) assertCanBeActive(read);
    const version = await this.#prepare(tenantId, scenarioId, read, undefined);
    if (scenario.isActive) await this.#tellGateway(tenantId, [...scenario.hooks, ...version.hooks], read, true);
    const number = await this.repository.insertNextVersion(tenantId, version, expected);
    if (number === undefined) throw await this.#conflict(tenantId, scenarioId);
    return answer(version, number);
  }

  /** @throws HasPlaceholdersError, HasErrorsError or ModulesUnavailableError when it cannot run. Idempotent. */
  async setActivation(tenantId: string, scenarioId: string, isActive: boolean): Promise<Scenario> {
    const scenario = await this.get(tenantId, scenarioId);
    const stored = await this.exportBlueprint(tenantId, scenarioId);
    const read = readVersion(stored.blueprint);
    if (isActive) assertCanBeActive(read);
    await this.#tellGateway(tenantId, scenario.hooks, read, isActive);
    if (!(await this.repository.updateActivation(tenantId, scenarioId, stored.version, isActive))) {
      throw await this.#conflict(tenantId, scenarioId);
    }
    return toScenario(await this.get(tenantId, scenarioId));
  }

  async get(tenantId: string, scenarioId: string): Promise<StoredScenario> {
    // What is no id cannot be found, and may hold what Postgres refuses in a text.
    if (!isId('scn', scenarioId)) throw new ScenarioNotFoundError();
    const scenario = await this.repository.find(tenantId, scenarioId);
    if (!scenario) throw new ScenarioNotFoundError();
    return scenario;
  }

  async list(
    tenantId: string,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ items: Scenario[]; nextCursor: string | null }> {
    const found = await this.repository.list(tenantId, cursor, limit + 1);
    const items = found.slice(0, limit);
    return { items: items.map(toScenario), nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** The blueprint as it was imported. */
  async exportBlueprint(tenantId: string, scenarioId: string): Promise<{ blueprint: JsonObject; version: number }> {
    const stored = isId('scn', scenarioId) ? await this.repository.findBlueprint(tenantId, scenarioId) : undefined;
    if (!stored) throw new ScenarioNotFoundError();
    return stored;
  }

  async #prepare(
    tenantId: string,
    scenarioId: string,
    read: ReadVersion,
    name: string | undefined,
  ): Promise<NewVersion> {
    const hooks = [];
    for (const { moduleId, options } of hookTriggersOf(read)) {
      const { hookId, url } = await this.hooks.create(tenantId, scenarioId, moduleId, options);
      hooks.push({ moduleId, hookId, url });
    }
    return {
      scenarioId,
      name: scenarioName(name ?? read.blueprint.name),
      blueprint: read.blueprint.document,
      placeholders: read.compiled.placeholders,
      hooks,
    };
  }

  /** Hooks of triggers that the version does not have stay closed. */
  async #tellGateway(
    tenantId: string,
    hooks: NewVersion['hooks'],
    read: ReadVersion,
    isActive: boolean,
  ): Promise<void> {
    const triggers = new Set(hookTriggersOf(read).map(({ moduleId }) => moduleId));
    const responds = respondsToHook(read.compiled);
    // One entry per hook: a trigger that stays comes from the stored scenario and from the new version.
    const states = new Map(hooks.map(({ hookId, moduleId }) => [hookId, isActive && triggers.has(moduleId)]));
    for (const [hookId, enabled] of states) await this.hooks.update(tenantId, hookId, { enabled, responds });
  }

  async #conflict(tenantId: string, scenarioId: string): Promise<VersionConflictError> {
    const { version, updatedAt } = await this.get(tenantId, scenarioId);
    return new VersionConflictError(version, updatedAt);
  }
}

function assertCanBeActive({ compiled }: ReadVersion): void {
  if (compiled.placeholders.length > 0) throw new HasPlaceholdersError(compiled.placeholders);
  const errors = compiled.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new HasErrorsError(errors);
  const unavailable = unavailableModules(compiled);
  if (unavailable.length > 0) throw new ModulesUnavailableError(unavailable);
}

function answer({ scenarioId, hooks, placeholders }: NewVersion, version: number): ImportedScenario {
  return {
    scenarioId,
    version,
    hooks: hooks.map(({ moduleId, url }) => ({ moduleId, url })),
    placeholders: [...placeholders],
  };
}

export function toScenario(stored: StoredScenario): Scenario {
  const { createdAt, updatedAt, placeholders, hooks, ...rest } = stored;
  return {
    ...rest,
    placeholders: [...placeholders],
    hooks: hooks.map(({ moduleId, url }) => ({ moduleId, url })),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

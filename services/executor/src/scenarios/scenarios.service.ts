import type {
  ImportedScenario,
  ListScenarios,
  Principal,
  Scenario,
  ScenarioList,
  UpdateScenario,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { errorCodeOf } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { ScenarioDraftsRepository } from './drafts/scenario-drafts.repository.ts';
import { FolderNotFoundError } from './folders/folders.errors.ts';
import { GatewayHooks } from './hooks/gateway-hooks.ts';
import { HookSyncService } from './hooks/hook-sync.service.ts';
import { hookTriggersOf } from './hooks/hook-triggers.policy.ts';
import { readListCursor, writeListCursor } from './list-cursor.policy.ts';
import { plainText } from './plain-text.policy.ts';
import { readVersion, type ReadVersion } from './read-version.ts';
import { toImported, toScenario } from './scenario-answer.ts';
import { cloneName, scenarioName } from './scenario-name.policy.ts';
import { CursorUnknownError, ScenarioNotFoundError, VersionConflictError } from './scenarios.errors.ts';
import { type NewScenario, type ScenarioChanges, ScenariosRepository } from './scenarios.repository.ts';
import { teamForNew, teamsToShow } from './team-scope.policy.ts';
import type { StoredScenario } from './scenario-parts.repository.ts';
import { preparedVersion } from './versions/prepared-version.ts';

const FOREIGN_KEY_VIOLATION = '23503';

/** What the import of a blueprint may say besides it. */
export interface Placing {
  readonly name?: string | undefined;
  readonly folderId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
}

/**
 * Scenarios as a whole. When one is made, the gateway is asked for its hooks first and the database last, in one transaction: what is
 * stored is complete, so no scenario is ever shown without the address of its hook. When the gateway is away nothing is stored
 * at all. What may be left over is a hook that is disabled and whose address nobody knows.
 */
@Injectable()
export class ScenariosService {
  constructor(
    private readonly repository: ScenariosRepository,
    private readonly drafts: ScenarioDraftsRepository,
    private readonly gateway: GatewayHooks,
    private readonly hooks: HookSyncService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws BlueprintInvalidError, TeamRequiredError, NotInTeamError; TransientError when the gateway is away. In all cases nothing is saved. */
  async import(
    principal: Principal,
    document: unknown,
    { name, folderId, teamId }: Placing,
  ): Promise<ImportedScenario> {
    const team = teamForNew(principal, 'scenarios:write', teamId);
    const read = readVersion(document);
    return this.#insert(principal, read, {
      name: scenarioName(name ?? read.blueprint.name),
      folderId: folderId ?? null,
      teamId: team,
    });
  }

  /** The published version and the draft, under a new id and with hooks of its own. */
  async clone(principal: Principal, scenarioId: string, { name, folderId }: Placing): Promise<ImportedScenario> {
    const { organisationId: tenantId } = principal;
    const { scenario, hasDraftChanges } = await this.get(tenantId, scenarioId);
    const published = await this.drafts.findPublished(tenantId, scenarioId);
    const draft = hasDraftChanges ? (await this.drafts.find(tenantId, scenarioId))?.blueprint : undefined;
    return this.#insert(principal, readVersion(published), {
      name: name === undefined ? cloneName(scenario.name) : scenarioName(name),
      folderId: folderId === undefined ? scenario.folderId : folderId,
      description: scenario.description,
      tags: scenario.tags,
      teamId: scenario.teamId,
      ...(draft === undefined ? {} : { draft }),
    });
  }

  async get(tenantId: string, scenarioId: string): Promise<StoredScenario> {
    // What is no id cannot be found, and may hold what Postgres refuses in a text.
    const scenario = isId('scn', scenarioId) ? await this.repository.find(tenantId, scenarioId) : undefined;
    if (!scenario) throw new ScenarioNotFoundError();
    return scenario;
  }

  /** Those the principal may read. */
  async list(principal: Principal, asked: ListScenarios): Promise<ScenarioList> {
    const after = asked.cursor === undefined ? undefined : readListCursor(asked.cursor);
    if (asked.cursor !== undefined && !after) throw new CursorUnknownError();
    const { items, next } = await this.repository.list(
      principal.organisationId,
      { ...cleanFilter(asked), teamIds: teamsToShow(principal, 'scenarios:read') },
      after,
    );
    return { items: items.map(toScenario), nextCursor: next === undefined ? null : writeListCursor(next) };
  }

  /** @throws VersionConflictError when it is not at `revision` any more; FolderNotFoundError; NotInTeamError for another team's */
  async update(principal: Principal, scenarioId: string, revision: number, patch: UpdateScenario): Promise<Scenario> {
    const { organisationId: tenantId, userId } = principal;
    if (patch.teamId !== undefined) teamForNew(principal, 'scenarios:write', patch.teamId);
    const { scenario } = await this.get(tenantId, scenarioId);
    if (scenario.revision !== revision) throw new VersionConflictError('scenario', scenario);
    const changes = { ...cleanChanges(patch), updatedBy: userId };
    const isUpdated = await withFolder(() => this.repository.update(tenantId, scenarioId, revision, changes));
    const stored = await this.get(tenantId, scenarioId);
    if (!isUpdated) throw new VersionConflictError('scenario', stored.scenario);
    return toScenario(stored);
  }

  /** Idempotent. @throws ScenarioInUseError */
  async delete(by: Principal, scenarioId: string): Promise<void> {
    if (!isId('scn', scenarioId)) return;
    await this.repository.delete(by, scenarioId);
    await this.hooks.syncScenario(by.organisationId, scenarioId);
  }

  async #insert(
    by: Principal,
    read: ReadVersion,
    scenario: Omit<NewScenario, 'scenarioId' | 'version'>,
  ): Promise<ImportedScenario> {
    const { organisationId: tenantId } = by;
    const scenarioId = newId('scn', this.clock.nowMs());
    const version = preparedVersion(read, await this.gateway.ensure(tenantId, scenarioId, hookTriggersOf(read)));
    await withFolder(() => this.repository.insert(by, { ...scenario, scenarioId, version }));
    return toImported(scenarioId, 1, version);
  }
}

/** Only folders are referred to by id, so a violated foreign key means a folder that is not there. */
async function withFolder<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (thrown) {
    if (errorCodeOf(thrown) === FOREIGN_KEY_VIOLATION) throw new FolderNotFoundError();
    throw thrown;
  }
}

function cleanFilter(asked: ListScenarios): ListScenarios {
  const { tag, text } = asked;
  return {
    ...asked,
    ...(tag === undefined ? {} : { tag: plainText(tag) }),
    ...(text === undefined ? {} : { text: text.replaceAll('\0', ' ') }),
  };
}

function cleanChanges({ name, description, tags, folderId, teamId, ownerId }: UpdateScenario): ScenarioChanges {
  return {
    ...(name === undefined ? {} : { name: scenarioName(name) }),
    ...(description === undefined ? {} : { description: plainText(description) }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags.map(plainText).filter((tag) => tag !== ''))] }),
    ...(folderId === undefined ? {} : { folderId }),
    ...(teamId === undefined ? {} : { teamId }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

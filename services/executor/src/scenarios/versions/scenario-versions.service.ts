import type { ImportedScenario, Principal, ScenarioDiff, ScenarioVersionList } from '@ebbflow/contracts';
import type { JsonObject } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { ActivationService } from '../activation/activation.service.ts';
import { diffBlueprints } from '../diff/diff-blueprints.ts';
import { documentOf, ScenarioDrafts } from '../drafts/scenario-drafts.ts';
import { GatewayHooks } from '../hooks/gateway-hooks.ts';
import { HookSyncService } from '../hooks/hook-sync.service.ts';
import { hookTriggersOf } from '../hooks/hook-triggers.policy.ts';
import { plainText } from '../plain-text.policy.ts';
import { readVersion } from '../read-version.ts';
import { toImported } from '../scenario-answer.ts';
import { VersionConflictError } from '../scenarios.errors.ts';
import { ScenariosService } from '../scenarios.service.ts';
import { preparedVersion } from './prepared-version.ts';
import { ScenarioVersionsRepository } from './scenario-versions.repository.ts';

/** From drafts to versions that never change, and what differs between them. */
@Injectable()
export class ScenarioVersionsService {
  constructor(
    private readonly repository: ScenarioVersionsRepository,
    private readonly scenarios: ScenariosService,
    private readonly drafts: ScenarioDrafts,
    private readonly activation: ActivationService,
    private readonly gateway: GatewayHooks,
    private readonly hooks: HookSyncService,
  ) {}

  /**
   * The draft becomes the published version. An active scenario goes over to it at once, so it must be fit to be active. The hooks of new
   * triggers are made first: a version without the address of its hook is never stored.
   * @throws VersionConflictError; BlueprintInvalidError; CannotBeActiveError; TransientError when the gateway is away
   */
  async publish(by: Principal, scenarioId: string, revision: number, note: string): Promise<ImportedScenario> {
    const { organisationId: tenantId } = by;
    const draft = await this.drafts.findAt(tenantId, scenarioId, revision);
    const { scenario } = await this.scenarios.get(tenantId, scenarioId);
    const read = readVersion(documentOf(draft));
    if (scenario.isActive) await this.activation.assertCanBeActive({ ...read, tenantId, scenarioId });
    const hooks = await this.gateway.ensure(tenantId, scenarioId, hookTriggersOf(read));
    const version = preparedVersion(read, hooks);
    const publication = {
      scenarioId,
      draftRevision: revision,
      wasActive: scenario.isActive,
      note: plainText(note),
    };
    const number = await this.repository.publish(by, publication, version);
    if (number === undefined) throw await this.#conflict(tenantId, scenarioId, revision);
    await this.hooks.syncScenario(tenantId, scenarioId);
    return toImported(scenarioId, number, version);
  }

  async list(
    tenantId: string,
    scenarioId: string,
    cursor: number | undefined,
    limit: number,
  ): Promise<ScenarioVersionList> {
    const { scenario } = await this.scenarios.get(tenantId, scenarioId);
    const found = await this.repository.list(tenantId, scenarioId, cursor, limit + 1);
    const items = found.slice(0, limit).map(({ number, note, createdBy, createdAt }) => ({
      number,
      note,
      isCurrent: number === scenario.version,
      createdBy,
      createdAt: createdAt.toISOString(),
    }));
    return { items, nextCursor: found.length > limit ? String(items.at(-1)?.number ?? '') : null };
  }

  /** The published document, or that of an earlier version, as it was written. */
  async blueprint(
    tenantId: string,
    scenarioId: string,
    number?: number,
  ): Promise<{ document: JsonObject; number: number }> {
    const { scenario } = await this.scenarios.get(tenantId, scenarioId);
    const wanted = number ?? scenario.version;
    return { document: await this.drafts.published(tenantId, scenarioId, wanted), number: wanted };
  }

  /** @throws VersionNotFoundError; BlueprintInvalidError when a draft cannot be read */
  async diff(tenantId: string, scenarioId: string, from: string, to: string): Promise<ScenarioDiff> {
    const [before, after] = [await this.#side(tenantId, scenarioId, from), await this.#side(tenantId, scenarioId, to)];
    return diffBlueprints(readVersion(before).blueprint, readVersion(after).blueprint);
  }

  async #side(tenantId: string, scenarioId: string, side: string): Promise<JsonObject> {
    if (side === 'draft') return documentOf(await this.drafts.find(tenantId, scenarioId));
    return (await this.blueprint(tenantId, scenarioId, Number(side))).document;
  }

  async #conflict(tenantId: string, scenarioId: string, revision: number): Promise<VersionConflictError> {
    const draft = await this.drafts.find(tenantId, scenarioId);
    if (draft.revision !== revision) return new VersionConflictError('draft', draft);
    return new VersionConflictError('scenario', (await this.scenarios.get(tenantId, scenarioId)).scenario);
  }
}

import type { Principal, SavedDraft, ScenarioDraft } from '@ebbflow/contracts';
import { type Fault, isId, type JsonObject } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { isTooDeep } from '../document-depth.policy.ts';
import { readVersion } from '../read-version.ts';
import {
  BlueprintInvalidError,
  ScenarioNotFoundError,
  VersionConflictError,
  VersionNotFoundError,
} from '../scenarios.errors.ts';
import type { ScenarioDraftEntity } from './scenario-draft.entity.ts';
import { ScenarioDraftsRepository } from './scenario-drafts.repository.ts';

/**
 * The draft of each scenario: saved as often as its author likes, seen by nobody's runs until it is published. Every save names the
 * revision it follows, so that of two people who work on it the second is told instead of undoing what the first did.
 */
@Injectable()
export class ScenarioDrafts {
  constructor(private readonly repository: ScenarioDraftsRepository) {}

  async get(tenantId: string, scenarioId: string): Promise<ScenarioDraft> {
    const draft = await this.find(tenantId, scenarioId);
    return { ...toSaved(draft), blueprint: documentOf(draft) };
  }

  /** A draft with faults is saved too: it is work in progress. @throws VersionConflictError; BlueprintInvalidError when it is nested too deeply to be stored */
  async save(
    { organisationId: tenantId, userId }: Principal,
    scenarioId: string,
    revision: number,
    document: JsonObject,
  ): Promise<SavedDraft> {
    await this.findAt(tenantId, scenarioId, revision);
    const saved = { blueprint: storable(document), updatedBy: userId };
    const isSaved = await this.repository.save(tenantId, scenarioId, revision, saved);
    const draft = await this.find(tenantId, scenarioId);
    if (!isSaved) throw new VersionConflictError('draft', draft);
    return toSaved(draft);
  }

  /** Puts a published version into the draft, which becomes a new revision; what the draft was is lost. @throws VersionNotFoundError */
  async restore(principal: Principal, scenarioId: string, revision: number, number: number): Promise<SavedDraft> {
    await this.find(principal.organisationId, scenarioId);
    const document = await this.published(principal.organisationId, scenarioId, number);
    return this.save(principal, scenarioId, revision, document);
  }

  /**
   * The number of a version that is the draft as it is now: the published one when nothing was changed, else a version outside the history
   * that only a run started with this number uses. Kept for 90 days.
   * @throws BlueprintInvalidError when the draft has faults
   */
  async snapshot(tenantId: string, scenarioId: string): Promise<number> {
    const draft = await this.find(tenantId, scenarioId);
    const { blueprint, compiled } = readVersion(documentOf(draft));
    const version = { blueprint: blueprint.document, placeholders: compiled.placeholders };
    const number = await this.repository.insertSnapshot(tenantId, draft, version);
    if (number === undefined) throw new VersionConflictError('draft', await this.find(tenantId, scenarioId));
    return number;
  }

  /** The document of a published version. @throws VersionNotFoundError */
  async published(tenantId: string, scenarioId: string, number: number): Promise<JsonObject> {
    const document = await this.repository.findPublished(tenantId, scenarioId, number);
    if (!document) throw new VersionNotFoundError();
    return document;
  }

  /** @throws ScenarioNotFoundError */
  async find(tenantId: string, scenarioId: string): Promise<ScenarioDraftEntity> {
    const draft = isId('scn', scenarioId) ? await this.repository.find(tenantId, scenarioId) : null;
    if (!draft) throw new ScenarioNotFoundError();
    return draft;
  }

  /** @throws VersionConflictError when it is at another revision */
  async findAt(tenantId: string, scenarioId: string, revision: number): Promise<ScenarioDraftEntity> {
    const draft = await this.find(tenantId, scenarioId);
    if (draft.revision !== revision) throw new VersionConflictError('draft', draft);
    return draft;
  }
}

/** Only objects are ever stored. */
export function documentOf({ blueprint }: ScenarioDraftEntity): JsonObject {
  return blueprint as JsonObject;
}

/** Without wrappers and in the latest format where it can be read, so that it compares with published versions; else as it came. */
function storable(document: JsonObject): JsonObject {
  try {
    return readVersion(document).blueprint.document;
  } catch (thrown) {
    if (!(thrown instanceof BlueprintInvalidError)) throw thrown;
    if (isTooDeep(document)) throw thrown;
    return document;
  }
}

function toSaved(draft: ScenarioDraftEntity): SavedDraft {
  return {
    revision: draft.revision,
    hasChanges: draft.revision !== draft.publishedRevision,
    faults: [...faultsOf(documentOf(draft))],
    updatedBy: draft.updatedBy,
    updatedAt: draft.updatedAt.toISOString(),
  };
}

function faultsOf(document: JsonObject): readonly Fault[] {
  try {
    readVersion(document);
    return [];
  } catch (thrown) {
    if (thrown instanceof BlueprintInvalidError) return thrown.faults;
    throw thrown;
  }
}

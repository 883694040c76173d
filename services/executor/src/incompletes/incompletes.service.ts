import type {
  editIncompleteSchema,
  IncompleteDetails,
  IncompleteExecution,
  IncompleteList,
  listIncompletesSchema,
  Principal,
  VersionChoice,
} from '@ebbflow/contracts';
import { GoneByLifetimeError, KeyDestroyedError } from '@ebbflow/crypto';
import { CLOCK, type Clock, isId, type JsonValue } from '@ebbflow/kernel';
import { type ExpiringRow, type KeptWindow, Lifetimes } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { isTooDeep } from '../scenarios/document-depth.policy.ts';
import { PlacesRepository } from '../object-teams/places.repository.ts';
import { IncompleteContents } from './incomplete-contents.ts';
import { readCursor, writeCursor } from './incomplete-cursor.ts';
import type { IncompleteContent, IncompleteFullRow, IncompleteRow } from './incomplete-execution.ts';
import {
  BadIncompleteEditError,
  IncompleteConflictError,
  IncompleteNotFoundError,
  IncompleteNotPendingError,
} from './incompletes.errors.ts';
import { type Change, type IncompleteSelection, IncompletesRepository } from './incompletes.repository.ts';

const CATEGORY = 'incomplete-runs';

type Edit = z.infer<typeof editIncompleteSchema>;

/** What a tenant does about executions that could not be finished. Hidden to the millisecond once their lifetime ends. */
@Injectable()
export class IncompletesService {
  constructor(
    private readonly repository: IncompletesRepository,
    private readonly contents: IncompleteContents,
    private readonly lifetimes: Lifetimes,
    private readonly places: PlacesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(tenantId: string, asked: z.infer<typeof listIncompletesSchema>): Promise<IncompleteList> {
    const { scenarioId, state, cursor, limit } = asked;
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const rows = await this.repository.list(tenantId, this.#kept, { scenarioId, state, after, limit: limit + 1 });
    const expiryOf = await this.lifetimes.expiries(tenantId, CATEGORY);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => basicsOf(row, expiryOf)),
      nextCursor: last ? writeCursor({ at: last.created_at, id: last.id }) : null,
    };
  }

  /** @throws IncompleteNotFoundError */
  async get(tenantId: string, id: string): Promise<IncompleteDetails> {
    const row = await this.#find(tenantId, id);
    return this.#details(tenantId, row, await this.#open(tenantId, row));
  }

  /** @throws IncompleteConflictError, IncompleteNotPendingError, BadIncompleteEditError */
  async edit(
    { organisationId: tenantId, userId }: Principal,
    id: string,
    revision: number,
    { path }: Edit,
  ): Promise<IncompleteDetails> {
    const row = await this.#find(tenantId, id);
    if (row.revision !== revision) throw new IncompleteConflictError(row.revision, row.updated_at, row.updated_by);
    const content = row.state === 'pending' ? await this.contents.open(tenantId, row) : undefined;
    if (content === undefined) throw new IncompleteNotPendingError(row.state);
    const edited = withBundles(content, path);
    const { scenario_id: scenarioId, created_at: stoppedAt } = row;
    const place = { tenantId, id, scenarioId, stoppedAt };
    const sealed = await this.contents.seal(place, edited, row.content_version + 1);
    const stored = await this.repository.edit(tenantId, row, sealed, this.#change(userId));
    if (stored) return this.#details(tenantId, stored, edited);
    const now = await this.#find(tenantId, id);
    throw now.state === 'pending'
      ? new IncompleteConflictError(now.revision, now.updated_at, now.updated_by)
      : new IncompleteNotPendingError(now.state);
  }

  /** @throws IncompleteNotFoundError, IncompleteNotPendingError */
  async retry({ organisationId, userId }: Principal, id: string, version: VersionChoice): Promise<void> {
    await this.#find(organisationId, id);
    const asked = { ids: [id], version };
    if ((await this.repository.askRetries(organisationId, this.#kept, asked, this.#change(userId))) === 1) return;
    throw new IncompleteNotPendingError((await this.#find(organisationId, id)).state);
  }

  /** Those a run is taking up are left alone, and those of scenarios the caller may not do it to. Answers how many it concerned. */
  async retryMany(
    principal: Principal,
    selection: IncompleteSelection & { readonly version: VersionChoice },
  ): Promise<number> {
    const { organisationId, userId } = principal;
    const within = await this.places.scenariosFor(principal, 'incompletes:write');
    return this.repository.askRetries(organisationId, this.#kept, { ...selection, within }, this.#change(userId));
  }

  /** Also for one that is gone or deleted already. @throws IncompleteNotPendingError while a run is taking it up */
  async delete({ organisationId, userId }: Principal, id: string): Promise<void> {
    if (!isId('inc', id)) return;
    if ((await this.repository.delete(organisationId, { ids: [id] }, this.#change(userId))) === 1) return;
    const row = await this.repository.find(organisationId, this.#kept, id);
    if (row?.state === 'retrying') throw new IncompleteNotPendingError(row.state);
  }

  async deleteMany(principal: Principal, selection: IncompleteSelection): Promise<number> {
    const { organisationId, userId } = principal;
    const within = await this.places.scenariosFor(principal, 'incompletes:write');
    return this.repository.delete(organisationId, { ...selection, within }, this.#change(userId));
  }

  get #kept(): KeptWindow {
    return this.lifetimes.window(CATEGORY);
  }

  #change(by: string | null): Change {
    return { at: this.clock.now(), by };
  }

  async #find(tenantId: string, id: string): Promise<IncompleteFullRow> {
    const row = isId('inc', id) ? await this.repository.find(tenantId, this.#kept, id) : undefined;
    if (!row) throw new IncompleteNotFoundError();
    return row;
  }

  /** Undefined where it is forgotten, or can be opened no more. */
  async #open(tenantId: string, row: IncompleteFullRow): Promise<IncompleteContent | undefined> {
    try {
      return await this.contents.open(tenantId, row);
    } catch (thrown) {
      if (thrown instanceof KeyDestroyedError || thrown instanceof GoneByLifetimeError) return undefined;
      throw thrown;
    }
  }

  async #details(
    tenantId: string,
    row: IncompleteRow,
    content: IncompleteContent | undefined,
  ): Promise<IncompleteDetails> {
    const expiryOf = await this.lifetimes.expiries(tenantId, CATEGORY);
    const basics = { ...basicsOf(row, expiryOf), revision: row.revision };
    if (content === undefined) return { ...basics, content: null };
    const { error, resume } = content;
    return {
      ...basics,
      content: { error, path: [...resume.path] as Edit['path'], variables: resume.variables },
    };
  }
}

function basicsOf(row: IncompleteRow, expiryOf: (row: ExpiringRow) => Date): IncompleteExecution {
  return {
    id: row.id,
    scenarioId: row.scenario_id,
    scenarioVersion: row.scenario_version,
    runId: row.run_id,
    moduleId: row.module_id,
    module: row.module,
    errorClass: row.error_class,
    state: row.state,
    retryKind: row.retry_kind,
    attempts: row.attempts,
    nextRetryAt: row.next_retry_at?.toISOString() ?? null,
    bytes: Number(row.bytes),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    expiresAt: expiryOf({ scenarioId: row.scenario_id, at: row.created_at }).toISOString(),
  };
}

/** Other bundles in the places of those of the same modules. */
function withBundles(content: IncompleteContent, path: Edit['path']): IncompleteContent {
  path.forEach(({ moduleId, bundle }, index) => {
    if (!content.resume.path.some((known) => known.moduleId === moduleId))
      throw new BadIncompleteEditError(`/path/${String(index)}/moduleId`, 'The failed module could not see this one.');
    if (isTooDeep(bundle)) throw new BadIncompleteEditError(`/path/${String(index)}/bundle`, 'Nest it less deep.');
  });
  const edited = new Map<number, JsonValue>(path.map(({ moduleId, bundle }) => [moduleId, bundle as JsonValue]));
  return {
    ...content,
    resume: {
      ...content.resume,
      path: content.resume.path.map(({ moduleId, bundle }) => ({ moduleId, bundle: edited.get(moduleId) ?? bundle })),
    },
  };
}

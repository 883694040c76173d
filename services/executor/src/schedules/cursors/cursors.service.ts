import type { putCursorSchema, TriggerCursor } from '@ebbflow/contracts';
import { type CursorStart, cursorOfStart } from '@ebbflow/connector-sdk';
import { CLOCK, type Clock, isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CompiledVersions } from '../../scenarios/compiled-versions.ts';
import { ScenarioNotFoundError } from '../../scenarios/scenarios.errors.ts';
import { CursorMovedError, NotPollingError } from '../schedules.errors.ts';
import { SchedulesRepository } from '../schedules.repository.ts';
import { pollingTriggerOf } from '../start-kind.policy.ts';
import { type StoredCursor, TriggerCursors, type TriggerOf } from './trigger-cursors.ts';

type From = z.infer<typeof putCursorSchema>['from'];
/** A run may end between our reading and our writing, but only one run at a time can. */
const MOST_TRIES = 5;

/** Where a polling trigger is, for a person: to look, to choose, to begin anew. */
@Injectable()
export class CursorsService {
  constructor(
    private readonly database: Database,
    private readonly repository: SchedulesRepository,
    private readonly versions: CompiledVersions,
    private readonly cursors: TriggerCursors,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ScenarioNotFoundError, NotPollingError */
  async get(tenantId: string, scenarioId: string): Promise<TriggerCursor> {
    const trigger = await this.#triggerOf(tenantId, scenarioId);
    return answer(trigger, await this.cursors.find(trigger));
  }

  /** From the next run on; one that is going on does not undo it. @throws ScenarioNotFoundError, NotPollingError */
  async choose(tenantId: string, scenarioId: string, from: From): Promise<TriggerCursor> {
    const trigger = await this.#triggerOf(tenantId, scenarioId);
    await this.#write(trigger, startOf(from, this.clock.now()));
    return answer(trigger, await this.cursors.find(trigger));
  }

  /** As if nothing had ever been read. Idempotent. */
  async reset(tenantId: string, scenarioId: string): Promise<void> {
    const trigger = await this.#triggerOf(tenantId, scenarioId);
    if ((await this.cursors.find(trigger)) !== undefined) await this.#write(trigger, null);
  }

  async #write(trigger: TriggerOf, start: CursorStart | null): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const revision = ((await this.cursors.find(trigger))?.revision ?? 0) + 1;
      const sealed = start === null ? null : await this.cursors.seal(trigger, cursorOfStart(start), revision);
      if (await this.cursors.choose(trigger, sealed, revision)) return;
    }
    throw new CursorMovedError();
  }

  async #triggerOf(tenantId: string, scenarioId: string): Promise<TriggerOf> {
    if (!isId('scn', scenarioId)) throw new ScenarioNotFoundError();
    const scenario = await this.database.withTenant(tenantId, (sql) =>
      this.repository.findScenario(sql, tenantId, scenarioId),
    );
    if (!scenario) throw new ScenarioNotFoundError();
    const module = pollingTriggerOf(await this.versions.get(tenantId, scenarioId, scenario.version));
    if (module === undefined) throw new NotPollingError();
    return { tenantId, scenarioId, module };
  }
}

function startOf(from: From, now: Date): CursorStart {
  if (from === 'all') return { kind: 'all' };
  if (from === 'now') return { kind: 'since', instant: now };
  return typeof from === 'string' ? { kind: 'since', instant: new Date(from) } : { kind: 'after', id: from.id };
}

function answer({ module }: TriggerOf, stored: StoredCursor | undefined): TriggerCursor {
  const isOurs = stored?.module === module.name && stored.sealed !== null;
  const state = !isOurs ? 'unset' : stored.movedAt === null ? 'chosen' : 'kept';
  return {
    moduleId: module.id,
    state,
    chosenAt: state === 'unset' ? null : (stored?.chosenAt?.toISOString() ?? null),
    movedAt: stored?.movedAt?.toISOString() ?? null,
  };
}

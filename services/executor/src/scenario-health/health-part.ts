import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { BoundedNotifications } from '../notifications/bounded-notifications.ts';
import type { CompletionPart, EndingRun } from '../runs/completion/completion-part.ts';
import type { HeldRun } from '../runs/held-run.ts';
import { type Deactivation, Deactivations } from './deactivations.ts';
import { type HealthEffect, healthEffectOf } from './health-effect.policy.ts';
import { RunRetries } from './run-retries/run-retries.ts';
import { ScenarioHealthConfig } from './scenario-health.config.ts';
import { countErrors } from './sql/count-errors.sql.ts';
import { freezeScenarios } from './sql/freeze-scenarios.sql.ts';
import { lockHealth } from './sql/lock-health.sql.ts';
import { lockScenarios } from './sql/lock-scenarios.sql.ts';
import { postponeFrozenRuns } from './sql/postpone-frozen-runs.sql.ts';
import { resetErrors } from './sql/reset-errors.sql.ts';

interface EndedRun {
  readonly run: HeldRun;
  readonly effect: HealthEffect;
  /** This or a later part may write about the scenario: freeze it, switch it off, count the failures of its retries. */
  readonly isInTrouble: boolean;
  readonly errorClass: string | undefined;
  readonly moduleId: number | undefined;
}

/** The consecutive errors of one scenario in one batch of ends. */
interface ErrorCount {
  readonly last: EndedRun;
  readonly errors: number;
  readonly beginsAnew: boolean;
}

/**
 * What the ends of runs mean for their scenarios: consecutive errors and the switch behind them, freezes, the whole run done again. Comes
 * before every other part that writes rows of a scenario, and locks first what any of them may write: the scenarios, then their
 * health, each in the order of their ids. Who activates, changes or deletes a scenario locks in that order too.
 */
@Injectable()
export class HealthPart implements CompletionPart<EndedRun> {
  constructor(
    private readonly config: ScenarioHealthConfig,
    private readonly notifications: BoundedNotifications,
    private readonly deactivations: Deactivations,
    private readonly retries: RunRetries,
  ) {}

  async prepare(ending: EndingRun): Promise<EndedRun> {
    const { verdict, scope } = ending;
    const cause = verdict.error ?? verdict.warnings[0];
    const effect = healthEffectOf(ending, this.config.stopsInstantAtFirstError);
    return {
      run: scope.run,
      effect,
      isInTrouble: isInTrouble(ending, effect),
      errorClass: cause?.class,
      moduleId: cause?.moduleId,
    };
  }

  async write(sql: SqlClient, ended: readonly EndedRun[]): Promise<readonly OutboxEvent[]> {
    await this.#lock(sql, ended);
    const counts = countsOf(ended);
    const deactivations = [...(await this.#count(sql, counts)), ...fatalOf(ended)];
    await this.#reset(sql, ended, counts);
    await this.#freeze(sql, ended);
    const { events, exhausted } = await this.retries.write(
      sql,
      ended.filter(({ effect }) => effect.retriesRun).map(({ run }) => run),
    );
    return [
      ...events,
      ...(await this.deactivations.write(sql, [...deactivations, ...exhausted])),
      ...(await this.notifications.raise(sql, ended.flatMap(toItem))),
    ];
  }

  /** Nothing in the usual batch, in which all went well. */
  async #lock(sql: SqlClient, ended: readonly EndedRun[]): Promise<void> {
    const troubled = scenariosOf(ended.filter(({ isInTrouble }) => isInTrouble));
    if (troubled.length === 0) return;
    await sql.query(lockScenarios, columnsOf(troubled));
    const touched = scenariosOf(ended.filter(({ isInTrouble, effect }) => isInTrouble || effect.resets));
    if (touched.length > 1) await sql.query(lockHealth, columnsOf(touched));
  }

  async #count(sql: SqlClient, counts: ReadonlyMap<string, ErrorCount>): Promise<Deactivation[]> {
    const counted = [...counts.values()].filter(({ errors }) => errors > 0);
    if (counted.length === 0) return [];
    const rows = await sql.query<{ tenantId: string; scenarioId: string; consecutiveErrors: number }>(countErrors, [
      counted.map(({ last }) => last.run.tenantId),
      counted.map(({ last }) => last.run.scenarioId),
      counted.map(({ errors }) => errors),
      counted.map(({ beginsAnew }) => beginsAnew),
    ]);
    return rows.flatMap(({ tenantId, scenarioId, consecutiveErrors }): Deactivation[] => {
      const last = counts.get(`${tenantId}/${scenarioId}`)?.last;
      if (last === undefined || consecutiveErrors < last.effect.maxErrors) return [];
      return [{ tenantId, scenarioId, runId: last.run.runId, reason: 'TOO_MANY_ERRORS', errorClass: last.errorClass }];
    });
  }

  async #reset(sql: SqlClient, ended: readonly EndedRun[], counts: ReadonlyMap<string, ErrorCount>): Promise<void> {
    const well = scenariosOf(
      ended.filter(({ effect, run }) => effect.resets && (counts.get(slotOf(run))?.errors ?? 0) === 0),
    );
    if (well.length > 0) await sql.query(resetErrors, columnsOf(well));
  }

  async #freeze(sql: SqlClient, ended: readonly EndedRun[]): Promise<void> {
    const longest = new Map<string, EndedRun>();
    for (const one of ended) {
      if ((one.effect.freezeMs ?? 0) > (longest.get(slotOf(one.run))?.effect.freezeMs ?? 0))
        longest.set(slotOf(one.run), one);
    }
    if (longest.size === 0) return;
    const frozen = [...longest.values()];
    const scenarios = columnsOf(frozen.map(({ run }) => run));
    await sql.query(freezeScenarios, [...scenarios, frozen.map(({ effect }) => effect.freezeMs)]);
    await sql.query(postponeFrozenRuns, scenarios);
  }
}

function isInTrouble({ scope, verdict }: EndingRun, effect: HealthEffect): boolean {
  const { countsError, disables, locks, freezeMs, retriesRun } = effect;
  const isHealthConcerned = countsError || disables || locks || freezeMs !== undefined || retriesRun;
  return isHealthConcerned || verdict.incomplete.length > 0 || scope.run.incompleteId !== undefined;
}

function scenariosOf(ended: readonly EndedRun[]): HeldRun[] {
  return [...new Map(ended.map(({ run }) => [slotOf(run), run])).values()];
}

function columnsOf(runs: readonly HeldRun[]): [string[], string[]] {
  return [runs.map(({ tenantId }) => tenantId), runs.map(({ scenarioId }) => scenarioId)];
}

function slotOf({ tenantId, scenarioId }: HeldRun): string {
  return `${tenantId}/${scenarioId}`;
}

/** In the order the runs ended: what came after the last success counts. */
function countsOf(ended: readonly EndedRun[]): ReadonlyMap<string, ErrorCount> {
  const counts = new Map<string, ErrorCount>();
  for (const one of ended) {
    const { effect, run } = one;
    if (!effect.countsError && !effect.resets) continue;
    const known = counts.get(slotOf(run));
    counts.set(slotOf(run), {
      last: one,
      errors: effect.resets ? 0 : (known?.errors ?? 0) + 1,
      beginsAnew: effect.resets || known?.beginsAnew === true,
    });
  }
  return counts;
}

function fatalOf(ended: readonly EndedRun[]): Deactivation[] {
  return ended
    .filter(({ effect }) => effect.disables || effect.locks)
    .map(({ run: { tenantId, scenarioId, runId }, effect, errorClass }) => ({
      tenantId,
      scenarioId,
      runId,
      errorClass,
      reason: 'FATAL_ERROR',
      isLocked: effect.locks,
    }));
}

function toItem({ run, effect, errorClass, moduleId }: EndedRun): Parameters<BoundedNotifications['raise']>[1] {
  const { tenantId, scenarioId, runId } = run;
  return effect.notifies === undefined
    ? []
    : [{ kind: effect.notifies, tenantId, scenarioId, runId, errorClass, moduleId }];
}

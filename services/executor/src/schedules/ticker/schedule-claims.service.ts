import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Database, DayPartitions, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type NewRun, RunStarts } from '../../runs/start/run-starts.ts';
import { SchedulesConfig } from '../schedules.config.ts';
import type { StoredSchedule } from '../stored-schedule.ts';
import { decideDue, type DueDecision } from './due-decision.policy.ts';
import { type DueSchedule, SCHEDULE_GUARDS, type ScheduleGuard } from './schedule-guard.ts';
import { type DecidedInstant, type Move, ScheduleQueueRepository } from './schedule-queue.repository.ts';

const LONGEST_PAUSE_MS = 60_000;

/** How many deliveries wait, by hook. A hook that is not in it has not been asked about. Undefined: the gateway could not say. */
export type PendingCounts = ReadonlyMap<string, number | undefined>;

/** A hook whose queue must be known before its schedule can be decided upon. */
export interface HookAsked {
  readonly tenantId: string;
  readonly hookId: string;
}

export interface ClaimOutcome {
  /** Schedules that were due; fewer than a batch means that there are no more. */
  readonly claimedCount: number;
  readonly startedCount: number;
  /** Left alone until their hooks have been asked. */
  readonly hooksToAsk: readonly HookAsked[];
  /** Put to rest, because what they say cannot be followed (any more). */
  readonly broken: readonly BrokenSchedule[];
}

export interface BrokenSchedule extends DueSchedule {
  readonly cause: unknown;
}

interface Worked {
  readonly startedCount: number;
  readonly broken: readonly BrokenSchedule[];
}

const NOTHING: Worked = { startedCount: 0, broken: [] };

interface Judged {
  readonly schedule: StoredSchedule;
  readonly decision: DueDecision;
}

/**
 * One batch of due schedules: claimed, decided upon, their runs queued and their next instants set, all in one transaction. What a crash interrupts was
 * never decided; what was committed is not due any more.
 */
@Injectable()
export class ScheduleClaimsService {
  readonly #days: DayPartitions;

  constructor(
    private readonly database: Database,
    private readonly queue: ScheduleQueueRepository,
    private readonly starts: RunStarts,
    private readonly config: SchedulesConfig,
    @Inject(SCHEDULE_GUARDS) private readonly guards: readonly ScheduleGuard[],
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#days = new DayPartitions(database, 'schedule_instant');
  }

  claim(pending: PendingCounts): Promise<ClaimOutcome> {
    const now = this.clock.now();
    return this.database.asWorker(async (sql) => {
      const due = await this.queue.claimDue(sql, now, this.config.batchSize);
      const hooksToAsk = due.flatMap(({ tenantId, hookId }) =>
        hookId === null || pending.has(hookId) ? [] : [{ tenantId, hookId }],
      );
      const known = due.filter(({ hookId }) => hookId === null || pending.has(hookId));
      const worked = known.length === 0 ? NOTHING : await this.#workOff(sql, known, pending, now);
      return { claimedCount: due.length, hooksToAsk, ...worked };
    });
  }

  async #workOff(sql: SqlClient, due: readonly StoredSchedule[], pending: PendingCounts, now: Date): Promise<Worked> {
    const waiting = await this.#waiting(sql, due, pending);
    const { judged, broken } = this.#judge(
      due.filter(({ scenarioId }) => !waiting.has(scenarioId)),
      now,
    );
    const instants = judged.flatMap((one) => instantsOf(one, pending));
    const startedCount = await this.#start(sql, instants, judged, now);
    await this.queue.move(sql, [
      ...due.filter(({ scenarioId }) => waiting.has(scenarioId)).map((schedule) => this.#putOff(schedule, now)),
      ...judged.map(({ schedule, decision: { nextAt } }) => ({
        ...schedule,
        nextAt,
        dueAt: nextAt,
        waitingSince: null,
      })),
      ...broken.map((schedule) => ({ ...schedule, nextAt: null, dueAt: null, waitingSince: null })),
    ]);
    return { startedCount, broken };
  }

  /** One that throws (its time zone is no longer known to this machine) would keep all others from starting, for ever. */
  #judge(due: readonly StoredSchedule[], now: Date): { judged: Judged[]; broken: BrokenSchedule[] } {
    const judged: Judged[] = [];
    const broken: BrokenSchedule[] = [];
    for (const schedule of due) {
      try {
        judged.push({ schedule, decision: decideDue(schedule, now.getTime(), this.config.grace.milliseconds) });
      } catch (cause) {
        broken.push({ tenantId: schedule.tenantId, scenarioId: schedule.scenarioId, cause });
      }
    }
    return { judged, broken };
  }

  async #start(
    sql: SqlClient,
    instants: readonly DecidedInstant[],
    judged: readonly Judged[],
    now: Date,
  ): Promise<number> {
    // On a connection of its own: making a day's partition must not be undone with our transaction once others count on it.
    await this.#days.ensure(instants.map(({ instant }) => instant.toISOString().slice(0, 10)));
    const fresh = await this.queue.decide(sql, instants, now);
    const hooks = new Map(judged.map(({ schedule }) => [schedule.scenarioId, schedule.hookId]));
    const runs = instants.flatMap(({ tenantId, scenarioId, instant, runId }): NewRun[] => {
      if (runId === null || !fresh.has(runId)) return [];
      const requestKey = `sch:${scenarioId}:${instant.toISOString()}`;
      return [
        { tenantId, runId, scenarioId, trigger: 'schedule', requestKey, hookId: hooks.get(scenarioId) ?? undefined },
      ];
    });
    return (await this.starts.start(sql, runs)).size;
  }

  async #waiting(sql: SqlClient, due: readonly StoredSchedule[], pending: PendingCounts): Promise<ReadonlySet<string>> {
    const waiting = new Set(
      due
        .filter(({ hookId }) => hookId !== null && pending.get(hookId) === undefined)
        .map(({ scenarioId }) => scenarioId),
    );
    for (const guard of this.guards) for (const scenarioId of await guard.waiting(sql, due)) waiting.add(scenarioId);
    return waiting;
  }

  /** Asked again ever more seldom, a quarter of the time it has waited already: some wait for days. */
  #putOff(schedule: StoredSchedule, now: Date): Move {
    const waitingSince = schedule.waitingSince ?? now;
    const waitedMs = now.getTime() - waitingSince.getTime();
    const pauseMs = Math.max(this.config.retryEvery.milliseconds, Math.min(waitedMs / 4, LONGEST_PAUSE_MS));
    return { ...schedule, dueAt: new Date(now.getTime() + pauseMs), waitingSince };
  }
}

/** A hook with nothing in its queue gives no run, and nothing worth remembering. */
function instantsOf({ schedule, decision }: Judged, pending: PendingCounts): readonly DecidedInstant[] {
  const { tenantId, scenarioId, hookId } = schedule;
  if (hookId !== null && pending.get(hookId) === 0) return [];
  // What waits at a hook is taken by one run, however many instants it may make up for.
  const starts = hookId === null ? decision.starts : decision.starts.slice(-1);
  const decided = (instant: number, runId: string | null): DecidedInstant => ({
    tenantId,
    scenarioId,
    instant: new Date(instant),
    runId,
  });
  return [
    ...(decision.missed === undefined ? [] : [decided(decision.missed, null)]),
    ...starts.map((instant) => decided(instant, newId('run'))),
  ];
}

import type { Misfire, ScheduleDefinition } from '@ebbflow/contracts';
import { DefectError } from '@ebbflow/kernel';
import type { InstantSource } from './instants/instant-source.ts';
import { isTimezone } from './instants/local-time.ts';
import { planSchedule } from './instants/plan-schedule.ts';

/** How a scenario begins: by itself, by reading at its source, or with what waits at its hook. */
export type StartKind = 'plain' | 'polling' | 'hook';
export type ScheduleOrigin = 'default' | 'blueprint' | 'person';

/**
 * The schedule of one scenario.
 *
 * - **resting**: `nextAt` and `dueAt` are null; the scenario is not active, or nothing of the schedule is still to come.
 * - **set**: `nextAt` is the next instant, `dueAt` the same.
 * - **waiting**: the instant has come and a guard wants it put off: `dueAt` is when it is asked again, `waitingSince` when that began.
 *
 * Activation and each change of the schedule lead to **set** (counted from then: `anchorAt`), deactivation to **resting**, a claim from **set** or
 * **waiting** to any of the three.
 */
export interface StoredSchedule {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly definition: ScheduleDefinition;
  readonly timezone: string;
  readonly misfire: Misfire;
  readonly origin: ScheduleOrigin;
  readonly startKind: StartKind;
  /** There when `startKind` is `hook`. */
  readonly hookId: string | null;
  readonly isActive: boolean;
  readonly anchorAt: Date;
  readonly nextAt: Date | null;
  readonly dueAt: Date | null;
  readonly waitingSince: Date | null;
  readonly revision: number;
  readonly changedBy: string | null;
  readonly updatedAt: Date;
}

/** @throws DefectError when this machine does not know the zone it was checked with: in such a zone there is no instant, and no error either */
export function planOf({ definition, timezone, anchorAt }: StoredSchedule): InstantSource {
  if (!isTimezone(timezone)) {
    throw new DefectError('EXECUTOR.TIMEZONE_UNKNOWN', 'A stored schedule is in a time zone that is not known here.');
  }
  return planSchedule(definition, { timezone, anchorMs: anchorAt.getTime() });
}

/** The schedule as it is from `now` on, counted anew. */
export function setFrom(schedule: StoredSchedule, isActive: boolean, now: Date): StoredSchedule {
  const anchored = { ...schedule, isActive, anchorAt: now, waitingSince: null };
  const next = isActive ? planOf(anchored).after(now.getTime()) : undefined;
  const nextAt = next === undefined ? null : new Date(next);
  return { ...anchored, nextAt, dueAt: nextAt };
}

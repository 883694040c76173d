import type { Misfire } from '@ebbflow/contracts';
import { lastInstants } from '../instants/last-instants.ts';
import { type Decision, decideStarts, instantsNeeded } from '../misfire.policy.ts';
import { planOf, type StoredSchedule } from '../stored-schedule.ts';

export interface DueDecision extends Decision {
  readonly nextAt: Date | null;
}

/** What becomes of a schedule whose next instant has come. Pure: two processes with the same clock decide the same. */
export function decideDue(schedule: StoredSchedule, nowMs: number, graceMs: number): DueDecision {
  const { nextAt } = schedule;
  const plan = planOf(schedule);
  const next = plan.after(nowMs);
  const later = next === undefined ? null : new Date(next);
  if (nextAt === null) return { starts: [], missed: undefined, nextAt: later };
  const misfire = misfireOf(schedule);
  const instants = lastInstants(plan, nextAt.getTime(), nowMs, instantsNeeded(misfire, graceMs));
  return { ...decideStarts({ instants, nowMs, graceMs }, misfire), nextAt: later };
}

/** A start that was put off was not missed: it is made up for once, also where what is missed is passed over. */
function misfireOf({ misfire, waitingSince }: StoredSchedule): Misfire {
  return waitingSince !== null && misfire.policy === 'skip' ? { policy: 'run_once' } : misfire;
}

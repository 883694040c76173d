import { type ScheduleDefinition, scheduleSchema } from '@ebbflow/contracts';
import type { Schedule } from '@ebbflow/blueprint';
import { scheduleFaults } from './schedule-faults.policy.ts';
import type { ScheduleOrigin, StartKind } from './stored-schedule.ts';

export interface InitialSchedule {
  readonly definition: ScheduleDefinition;
  readonly origin: Exclude<ScheduleOrigin, 'person'>;
}

const USUAL: Readonly<Record<StartKind, ScheduleDefinition>> = {
  // Nobody said when, and every start may cost something: it is started by hand.
  plain: { type: 'on-demand' },
  polling: { type: 'indefinitely', intervalSeconds: 900, restrictions: [] },
  hook: { type: 'immediately' },
};

/**
 * The schedule a scenario has until a person sets one: what its blueprint says, or what is usual for its kind. One in the blueprint
 * that cannot be followed (weekly, but on no day) starts nothing: at the wrong time would be worse.
 */
export function initialSchedule(written: Schedule | undefined, kind: StartKind, timezone: string): InitialSchedule {
  if (written === undefined) return { definition: USUAL[kind], origin: 'default' };
  // What starts by hooks cannot do so without one.
  if (written.type === 'immediately' && kind !== 'hook') return { definition: USUAL[kind], origin: 'default' };
  const parsed = scheduleSchema.safeParse(documentOf(written));
  const canFollow = parsed.success && scheduleFaults(parsed.data, timezone).length === 0;
  return { definition: canFollow ? parsed.data : { type: 'on-demand' }, origin: 'blueprint' };
}

/** Only the fields that the type has. */
function documentOf(written: Schedule): object {
  const { type, intervalSeconds, date, days, months, time = '00:00' } = written;
  const { between, restrictions, maxResults } = written;
  const bounds = { between, restrictions, maxResults };
  switch (type) {
    case 'immediately':
    case 'on-demand':
      return { type };
    case 'indefinitely':
      return { type, intervalSeconds, ...bounds };
    case 'once':
      return { type, date, ...bounds };
    case 'daily':
      return { type, time, ...bounds };
    case 'weekly':
    case 'monthly':
      return { type, days, time, ...bounds };
    case 'yearly':
      return { type, days, months, time, ...bounds };
  }
}

import type { ScenarioSettings } from '../blueprint.ts';
import { DEFAULT_SETTINGS } from '../read/read-settings.ts';
import type { ScheduleType } from '../schedule.ts';
import type { Compilation } from './compilation.ts';

/** What a run does not obey yet, with what happens instead. A setting leaves this list when the engine or executor obeys it. */
const UNSUPPORTED: Partial<Record<keyof ScenarioSettings, string>> = {
  sequential: 'runs may overlap',
  slots: 'the number of parallel runs is the installation’s',
};

/** Kinds of schedule a run can be started by. */
const SUPPORTED_SCHEDULES: ReadonlySet<ScheduleType> = new Set<ScheduleType>(['immediately', 'on-demand']);

export function checkSettings(compilation: Compilation): void {
  const { settings, schedule } = compilation.blueprint;
  for (const key of Object.keys(UNSUPPORTED) as (keyof ScenarioSettings)[]) {
    if (settings[key] === DEFAULT_SETTINGS[key]) continue;
    compilation.report(undefined, 'unsupported-setting', 'warning', {
      pointer: `/metadata/scenario/${key}`,
      subject: key,
      message: `The setting "${key}" is not obeyed yet: ${UNSUPPORTED[key] ?? ''}.`,
    });
  }
  const type = schedule?.type;
  if (type !== undefined && !SUPPORTED_SCHEDULES.has(type)) {
    compilation.report(undefined, 'unsupported-setting', 'warning', {
      pointer: '/scheduling/type',
      subject: 'scheduling',
      message: `A schedule of type "${type}" does not start runs yet; start them by hand or by webhook.`,
    });
  }
}

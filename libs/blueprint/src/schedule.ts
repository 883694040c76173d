/** Kinds of schedule, as exports name them. */
export const SCHEDULE_TYPES = [
  'immediately',
  'indefinitely',
  'once',
  'daily',
  'weekly',
  'monthly',
  'yearly',
  'on-demand',
] as const;
export type ScheduleType = (typeof SCHEDULE_TYPES)[number];

/** When within its schedule a scenario may start ("advanced scheduling"); an empty list restricts nothing. */
export interface ScheduleWindow {
  /** 0 is Sunday. */
  readonly days: readonly number[];
  /** 1 to 12. */
  readonly months: readonly number[];
  /** Local times `HH:mm`, both included; undefined is the whole day. */
  readonly time: { readonly from: string; readonly to: string } | undefined;
}

/** When a scenario starts, from `scheduling`. Times and dates are local to the scenario's zone. What a type does not need is left empty. */
export interface Schedule {
  readonly type: ScheduleType;
  /** `indefinitely`: seconds between two starts, at least 60; 900 where the document has none. */
  readonly intervalSeconds: number | undefined;
  /** `once`: ISO date and time. */
  readonly date: string | undefined;
  /** `weekly`: 0 (Sunday) to 6; `monthly` and `yearly`: 1 to 31, a date that a month does not have is skipped. */
  readonly days: readonly number[];
  /** `yearly`: 1 to 12. */
  readonly months: readonly number[];
  /** `HH:mm` */
  readonly time: string | undefined;
  /** ISO dates between which it starts at all. */
  readonly between: { readonly from: string | undefined; readonly to: string | undefined } | undefined;
  readonly restrictions: readonly ScheduleWindow[];
  /** How many waiting webhooks one start takes; undefined takes what the trigger's own limit says. */
  readonly maxResults: number | undefined;
}

import { z } from 'zod';

const timeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day as HH:mm.')
  .describe('Local time of day, HH:mm.');
const weekdaySchema = z.int().min(0).max(6).describe('0 is Sunday.');
const monthDaySchema = z.int().min(1).max(31).describe('A day that a month does not have is skipped.');
const monthSchema = z.int().min(1).max(12);
/** A date, a local date and time, or an instant with its offset. */
const dateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/, 'Write a date as ISO 8601.')
  .describe('ISO 8601; without an offset it is local to the time zone.');

/** When within its schedule a scenario may start. */
export const scheduleWindowSchema = z.strictObject({
  days: z.array(weekdaySchema).max(7).default([]).describe('Empty: every day of the week.'),
  months: z.array(monthSchema).max(12).default([]).describe('Empty: every month.'),
  time: z
    .strictObject({ from: timeSchema, to: timeSchema })
    .optional()
    .describe('Both minutes included; may go over midnight. Absent: the whole day.'),
});

const bounds = {
  between: z
    .strictObject({ from: dateSchema.optional(), to: dateSchema.optional() })
    .optional()
    .describe('Starts only between these; a date without a time is the whole day.'),
  restrictions: z
    .array(scheduleWindowSchema)
    .max(20)
    .default([])
    .describe('Empty: no restriction; else one of them must hold.'),
  maxResults: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('How many waiting deliveries of its hook one start takes. Absent: what the trigger says.'),
};

/** When a scenario starts: every kind Make has, and cron. Times and dates are local to the time zone that goes with it. */
export const scheduleSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('immediately') }).describe('As soon as something comes in at its hook.'),
  z.strictObject({ type: z.literal('on-demand') }).describe('Only when a person, the API or another scenario asks.'),
  z.strictObject({
    type: z.literal('indefinitely'),
    intervalSeconds: z.int().min(60).max(31_536_000).default(900),
    ...bounds,
  }),
  z.strictObject({ type: z.literal('once'), date: dateSchema, ...bounds }),
  z.strictObject({ type: z.literal('daily'), time: timeSchema, ...bounds }),
  z.strictObject({
    type: z.literal('weekly'),
    days: z.array(weekdaySchema).min(1).max(7),
    time: timeSchema,
    ...bounds,
  }),
  z.strictObject({
    type: z.literal('monthly'),
    days: z.array(monthDaySchema).min(1).max(31),
    time: timeSchema,
    ...bounds,
  }),
  z.strictObject({
    type: z.literal('yearly'),
    months: z.array(monthSchema).min(1).max(12),
    days: z.array(monthDaySchema).min(1).max(31),
    time: timeSchema,
    ...bounds,
  }),
  z.strictObject({
    type: z.literal('cron'),
    expression: z.string().min(1).max(100).describe('Five fields: minute, hour, day of month, month, day of week.'),
    ...bounds,
  }),
]);
export type ScheduleDefinition = z.infer<typeof scheduleSchema>;
export type ScheduleWindowDefinition = z.infer<typeof scheduleWindowSchema>;

/** IANA name of a time zone, e.g. `Europe/Prague`. */
const timezoneSchema = z.string().min(1).max(64).default('UTC').describe('IANA name of a time zone.');

/** What becomes of instants at which nobody was there to start the scenario (the service was down). */
export const misfireSchema = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('skip') }).describe('They are passed over.'),
  z.strictObject({ policy: z.literal('run_once') }).describe('One run makes up for all of them.'),
  z
    .strictObject({ policy: z.literal('catch_up'), limit: z.int().min(1).max(100) })
    .describe('A run for each of the last ones, at most so many.'),
]);
export type Misfire = z.infer<typeof misfireSchema>;

/** A schedule in plain words: `key` names the sentence, `values` fill it. The words themselves are the reader's language's. */
export const scheduleSentenceSchema = z.object({
  key: z.string().describe('E.g. schedule.daily.'),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.number())])),
});
export type ScheduleSentence = z.infer<typeof scheduleSentenceSchema>;

/** `PUT /v1/scenarios/{id}/schedule` with `If-Match`. From then on the schedule is the scenario's own, whatever a later version of its blueprint says. */
export const putScheduleSchema = z.strictObject({
  schedule: scheduleSchema,
  timezone: timezoneSchema,
  misfire: misfireSchema.default({ policy: 'run_once' }),
});

/** `GET /v1/scenarios/{id}/schedule`, and what PUT answers. The ETag is `revision`. */
export const scenarioScheduleSchema = z.object({
  schedule: scheduleSchema,
  timezone: z.string(),
  misfire: misfireSchema,
  origin: z
    .enum(['default', 'blueprint', 'person'])
    .describe("Who says so: the kind of the scenario's trigger, its blueprint, or a person."),
  isActive: z.boolean(),
  nextAt: z.iso.datetime().nullable().describe('The next start; null when there is none.'),
  waitingSince: z.iso
    .datetime()
    .nullable()
    .describe(
      'Since when a start is put off: an earlier run is not done, or incomplete executions must be resolved first.',
    ),
  sentence: scheduleSentenceSchema,
  revision: z.int().nonnegative(),
});
export type ScenarioSchedule = z.infer<typeof scenarioScheduleSchema>;

/** `POST /v1/schedules/preview`: what a schedule would do. 400 with pointers when it says nothing that can be done. */
export const previewScheduleSchema = z.strictObject({
  schedule: scheduleSchema,
  timezone: timezoneSchema,
  after: z.iso
    .datetime({ offset: true })
    // Four digits of a year are all that instants have in JSON, and a schedule looks some years ahead.
    .refine((text) => Date.parse(text) < Date.UTC(9_000, 0), 'Before the year 9000.')
    .optional()
    .describe('Absent: now.'),
  count: z.int().min(1).max(100).default(10),
});
export const schedulePreviewSchema = z.object({
  instants: z.array(z.iso.datetime()).describe('Fewer than asked for when the schedule ends.'),
  sentence: scheduleSentenceSchema,
});
export type SchedulePreview = z.infer<typeof schedulePreviewSchema>;

/** `GET /v1/scenarios/{id}/schedule/instants`: what was decided lately at which instant, newest first. */
export const listScheduleInstantsSchema = z.object({
  cursor: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const scheduleInstantListSchema = z.object({
  items: z.array(
    z.object({
      instant: z.iso.datetime(),
      outcome: z.enum(['started', 'missed']).describe('missed: passed over, it and those right before it.'),
      runId: z.string().nullable(),
      decidedAt: z.iso.datetime(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type ScheduleInstantList = z.infer<typeof scheduleInstantListSchema>;

/** `PUT /v1/scenarios/{id}/cursor`: choose where a polling trigger starts. Takes hold with the next run; one in progress does not undo it. */
export const putCursorSchema = z.strictObject({
  from: z
    .union([
      z.enum(['now', 'all']),
      z.iso.datetime({ offset: true }),
      z.strictObject({ id: z.string().min(1).max(1_000) }),
    ])
    .describe(
      'now: only what comes after this moment. all: everything there is. An instant: what came after it. An id: what follows the item with it.',
    ),
});

/** `GET /v1/scenarios/{id}/cursor`, and what PUT answers. What the cursor holds is the trigger's own affair and is not shown. */
export const triggerCursorSchema = z.object({
  moduleId: z.int(),
  state: z
    .enum(['unset', 'chosen', 'kept'])
    .describe('unset: the trigger has not read yet. chosen: a person said where to start. kept: left by the last run.'),
  chosenAt: z.iso.datetime().nullable(),
  movedAt: z.iso.datetime().nullable().describe('When a run last moved it.'),
});
export type TriggerCursor = z.infer<typeof triggerCursorSchema>;

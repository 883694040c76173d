import { type ScheduleDefinition, scheduleSchema } from '@ebbflow/contracts';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { nextInstants } from './next-instants.ts';
import { planSchedule } from './plan-schedule.ts';

const START = Date.parse('2026-01-01T00:00:00Z');

function instantsOf(schedule: object, after: string, timezone = 'UTC', count = 4): string[] {
  const plan = planSchedule(scheduleSchema.parse(schedule), { timezone, anchorMs: Date.parse(after) });
  return nextInstants(plan, Date.parse(after), count).map((ms) => new Date(ms).toISOString().replace(':00.000Z', ''));
}

describe('a schedule', () => {
  it.each([
    [{ type: 'indefinitely', intervalSeconds: 900 }, ['2026-01-31T12:15', '2026-01-31T12:30', '2026-01-31T12:45']],
    [{ type: 'once', date: '2026-03-01T08:00' }, ['2026-03-01T08:00']],
    [{ type: 'once', date: '2026-01-01T08:00' }, []],
    [{ type: 'daily', time: '09:30' }, ['2026-02-01T09:30', '2026-02-02T09:30', '2026-02-03T09:30']],
    [{ type: 'weekly', days: [0, 3], time: '06:00' }, ['2026-02-01T06:00', '2026-02-04T06:00', '2026-02-08T06:00']],
    [{ type: 'monthly', days: [31], time: '06:00' }, ['2026-03-31T06:00', '2026-05-31T06:00', '2026-07-31T06:00']],
    [
      { type: 'yearly', months: [2], days: [29], time: '06:00' },
      ['2028-02-29T06:00', '2032-02-29T06:00', '2036-02-29T06:00'],
    ],
    [{ type: 'cron', expression: '0 9 * * 1-5' }, ['2026-02-02T09:00', '2026-02-03T09:00', '2026-02-04T09:00']],
    [{ type: 'cron', expression: '0 0 30 2 *' }, []],
    [{ type: 'immediately' }, []],
    [{ type: 'on-demand' }, []],
  ])('%j starts when it says', (schedule, expected) => {
    expect(instantsOf(schedule, '2026-01-31T12:00:00Z', 'UTC', 3)).toEqual(expected);
  });

  it('starts within its windows only', () => {
    const working = { days: [1, 2, 3, 4, 5], months: [3], time: { from: '09:00', to: '10:00' } };
    expect(
      instantsOf(
        { type: 'indefinitely', intervalSeconds: 1_800, restrictions: [working] },
        '2026-01-31T12:10:00Z',
        'UTC',
        5,
      ),
    ).toEqual(['2026-03-02T09:10', '2026-03-02T09:40', '2026-03-03T09:10', '2026-03-03T09:40', '2026-03-04T09:10']);
  });

  it('starts within a window that goes over midnight', () => {
    const night = { time: { from: '22:00', to: '05:30' } };
    expect(
      instantsOf({ type: 'cron', expression: '30 */4 * * *', restrictions: [night] }, '2026-01-31T12:00:00Z', 'UTC', 4),
    ).toEqual(['2026-02-01T00:30', '2026-02-01T04:30', '2026-02-02T00:30', '2026-02-02T04:30']);
  });

  it('starts between its dates only, the last one included', () => {
    expect(
      instantsOf(
        { type: 'daily', time: '23:00', between: { from: '2026-02-10', to: '2026-02-11' } },
        '2026-01-31T12:00:00Z',
      ),
    ).toEqual(['2026-02-10T23:00', '2026-02-11T23:00']);
  });

  it('comes to an end where its windows never let it start', () => {
    const morning = { time: { from: '09:00', to: '10:00' } };
    expect(instantsOf({ type: 'daily', time: '12:00', restrictions: [morning] }, '2026-01-31T12:00:00Z')).toEqual([]);
  });

  it('does not miss the day on which its time is left out', () => {
    expect(instantsOf({ type: 'daily', time: '02:30' }, '2026-03-28T00:00:00Z', 'Europe/Berlin', 3)).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ]);
  });

  it.each([[{ type: 'daily', time: '02:30' }], [{ type: 'cron', expression: '30 2 * * *' }]])(
    '%j starts once on the day on which its time comes twice',
    (schedule) => {
      expect(instantsOf(schedule, '2026-10-24T12:00:00Z', 'Europe/Berlin', 2)).toEqual([
        '2026-10-25T00:30',
        '2026-10-26T01:30',
      ]);
    },
  );

  it('of cron with a wildcard rests in the hour that comes again', () => {
    expect(
      instantsOf({ type: 'cron', expression: '*/30 * * * *' }, '2026-10-24T23:40:00Z', 'Europe/Berlin', 4),
    ).toEqual(['2026-10-25T00:00', '2026-10-25T00:30', '2026-10-25T02:00', '2026-10-25T02:30']);
  });
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const weekdays = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 });
const days = fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 5 });
const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
const restrictions = fc.array(
  fc.record({ days: weekdays, months, time: fc.record({ from: time, to: time }) }, { requiredKeys: [] }),
  { maxLength: 2 },
);
const calendar = fc.oneof(
  fc.record({ type: fc.constant('daily'), time, restrictions }),
  fc.record({ type: fc.constant('weekly'), days: weekdays, time, restrictions }),
  fc.record({ type: fc.constant('monthly'), days, time, restrictions }),
  fc.record({ type: fc.constant('yearly'), days, months, time, restrictions }),
  fc.record({
    type: fc.constant('cron'),
    expression: fc.constantFrom('*/20 * * * *', '5 2 * * *', '0 1,2,3 * * 0', '15 0 1 * *', '0 12 * 3,10 *'),
    restrictions,
  }),
);
const interval = fc.record({
  type: fc.constant('indefinitely'),
  intervalSeconds: fc.integer({ min: 60, max: 200_000 }),
  restrictions,
});
const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
);
const after = fc.integer({ min: START, max: START + 366 * 86_400_000 });

describe('whatever the schedule, zone and moment', () => {
  const run = (
    written: object,
    timezone: string,
    afterMs: number,
  ): { schedule: ScheduleDefinition; found: readonly number[] } => {
    const schedule = scheduleSchema.parse(written);
    return { schedule, found: nextInstants(planSchedule(schedule, { timezone, anchorMs: START }), afterMs, 12) };
  };

  it('instants come one after the other, each after the moment asked about', () => {
    fc.assert(
      fc.property(fc.oneof(calendar, interval), zones, after, (written, timezone, afterMs) => {
        const { found } = run(written, timezone, afterMs);
        found.forEach((instant, index) => expect(instant).toBeGreaterThan(found[index - 1] ?? afterMs));
      }),
      { numRuns: 80 },
    );
  });

  it('every instant is inside one of the windows', () => {
    fc.assert(
      fc.property(fc.oneof(calendar, interval), zones, after, (written, timezone, afterMs) => {
        const { schedule, found } = run(written, timezone, afterMs);
        const windows = 'restrictions' in schedule ? schedule.restrictions : [];
        if (windows.length === 0) return;
        for (const instant of found) {
          const local = DateTime.fromMillis(instant, { zone: timezone });
          const clock = local.toFormat('HH:mm');
          const isInside = windows.some((window) => {
            const { from, to } = window.time ?? { from: '00:00', to: '23:59' };
            const inTime = from <= to ? clock >= from && clock <= to : clock >= from || clock <= to;
            const onDay = window.days.length === 0 || window.days.includes(local.weekday % 7);
            return inTime && onDay && (window.months.length === 0 || window.months.includes(local.month));
          });
          expect(isInside).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('a calendar schedule names no local time twice, also in the night in which the clock is put back', () => {
    const around = fc.integer({ min: Date.parse('2026-10-20T00:00:00Z'), max: Date.parse('2026-11-02T00:00:00Z') });
    fc.assert(
      fc.property(calendar, zones, fc.oneof(after, around), (written, timezone, afterMs) => {
        const { found } = run(written, timezone, afterMs);
        const local = found.map((instant) =>
          DateTime.fromMillis(instant, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm'),
        );
        expect(new Set(local).size).toBe(local.length);
      }),
      { numRuns: 80 },
    );
  });
});

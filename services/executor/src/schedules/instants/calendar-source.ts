import type { InstantSource } from './instant-source.ts';
import { dateOfDay, dayNumber, instantOf, type LocalDate, localMoment } from './local-time.ts';

/** February 29 can be eight years away. */
const HORIZON_DAYS = 3_653;

export type CalendarDate = LocalDate & { readonly weekday: number };

/** At one time of day on certain dates. */
export function calendarSource(isOn: (date: CalendarDate) => boolean, time: string, zone: string): InstantSource {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return {
    after(ms) {
      const today = dayNumber(localMoment(ms, zone));
      for (let day = today; day <= today + HORIZON_DAYS; day += 1) {
        const date = dateOfDay(day);
        if (!isOn(date)) continue;
        const instant = instantOf(date, hour * 60 + minute, zone);
        if (instant > ms) return instant;
      }
      return undefined;
    },
  };
}

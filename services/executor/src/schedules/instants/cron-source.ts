import { Cron } from 'croner';
import type { InstantSource } from './instant-source.ts';
import { isSecondTime } from './local-time.ts';

/** More than an hour that comes twice has minutes. */
const MOST_REPEATED = 200;

/** Five fields; the library also knows `L`, `W`, `#` and names such as `@daily`. @throws Error when it is no expression */
export function cronSource(expression: string, zone: string): InstantSource {
  const cron = new Cron(expression, { timezone: zone, paused: true, mode: '5-part' });
  return {
    after(ms) {
      let at = cron.nextRun(new Date(ms))?.getTime();
      // In the hour that comes twice the library starts twice what has a wildcard for the hour.
      for (let tries = 0; at !== undefined && isSecondTime(at, zone); tries += 1) {
        if (tries === MOST_REPEATED) return undefined;
        at = cron.nextRun(new Date(at))?.getTime();
      }
      return at;
    },
  };
}

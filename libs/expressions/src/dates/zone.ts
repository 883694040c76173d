import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import { BoundedCache } from '../evaluate/bounded-cache.ts';

const UNKNOWN = 'unknown';

/** Letters first: V8 also takes `+02:00` for a zone, the language knows names of the tz database only. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

const zones = new BoundedCache<Zone | typeof UNKNOWN>(512, (name) => {
  if (name === 'UTC') return FixedOffsetZone.utcInstance;
  return IANAZone.isValidZone(name) ? IANAZone.create(name) : UNKNOWN;
});

function knownZone(name: string): Zone | undefined {
  // Tested before the cache, so that junk names cannot push real ones out of it.
  if (!ZONE_NAME.test(name)) return undefined;
  const zone = zones.get(name);
  return zone === UNKNOWN ? undefined : zone;
}

/** The zone asked for, else the scenario's, else UTC: an unrecognised name is ignored, never an error. */
export function resolveZone(scenarioTimezone: string, asked?: string): Zone {
  return (
    (asked === undefined ? undefined : knownZone(asked)) ?? knownZone(scenarioTimezone) ?? FixedOffsetZone.utcInstance
  );
}

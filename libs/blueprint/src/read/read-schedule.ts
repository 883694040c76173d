import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import { childPointer } from '../pointer.ts';
import { SCHEDULE_TYPES, type Schedule, type ScheduleType, type ScheduleWindow } from '../schedule.ts';
import { isObject, type Reading } from './reading.ts';
import { readInteger, readText } from './scalars.ts';

const DEFAULT_INTERVAL = 900;
const SHORTEST_INTERVAL = 60;

/**
 * `scheduling` as an object or as JSON in a string. A schedule nobody knows is remarked on and none: a scenario that starts at
 * the wrong time would be worse than one that has to be started by hand.
 */
export function readSchedule(value: JsonValue | undefined, pointer: string, reading: Reading): Schedule | undefined {
  const written = toObject(value);
  if (written === undefined) return undefined;
  const type = readType(readText(written['type']));
  if (type === undefined) {
    reading.unusual(
      childPointer(pointer, 'type'),
      `A schedule is of one of the types ${SCHEDULE_TYPES.join(', ')}; this one is not, and is read as none.`,
    );
    return undefined;
  }
  const numbers = (key: string, range: Range): readonly number[] =>
    inRange(reading.listAt(written, key, pointer), range, childPointer(pointer, key), reading);
  return {
    type,
    intervalSeconds: type === 'indefinitely' ? readInterval(written, pointer, reading) : undefined,
    date: readText(written['date']),
    days: numbers('days', type === 'weekly' ? WEEKDAYS : MONTH_DAYS),
    months: numbers('months', MONTHS),
    time: readTime(written['time']),
    between: readBetween(written['between']),
    restrictions: reading
      .listAt(written, 'restrict', pointer)
      .flatMap((window, index) =>
        isObject(window) ? [readWindow(window, childPointer(childPointer(pointer, 'restrict'), index), reading)] : [],
      ),
    maxResults: readInteger(written['maxResults']),
  };
}

/** What `scheduling` says as an object, also where it is JSON in a string. */
export function toObject(value: JsonValue | undefined): JsonObject | undefined {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return undefined;
  try {
    const parsed = JSON.parse(value) as JsonValue;
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readType(written: string | undefined): ScheduleType | undefined {
  const word = written?.trim().toLowerCase();
  // Both spellings are in Make's own documents.
  if (word === 'ondemand') return 'on-demand';
  return SCHEDULE_TYPES.find((type) => type === word);
}

function readInterval(written: JsonObject, pointer: string, reading: Reading): number {
  const interval = readInteger(written['interval']);
  if (interval === undefined) return DEFAULT_INTERVAL;
  if (interval >= SHORTEST_INTERVAL) return interval;
  reading.unusual(
    childPointer(pointer, 'interval'),
    `An interval is at least ${String(SHORTEST_INTERVAL)} seconds; this one is read as that.`,
  );
  return SHORTEST_INTERVAL;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const WEEKDAYS: Range = { from: 0, to: 6 };
const MONTH_DAYS: Range = { from: 1, to: 31 };
const MONTHS: Range = { from: 1, to: 12 };

function inRange(
  list: readonly JsonValue[],
  { from, to }: Range,
  pointer: string,
  reading: Reading,
): readonly number[] {
  const found = list.flatMap((item, index) => {
    const number = readInteger(item);
    if (number !== undefined && number >= from && number <= to) return [number];
    reading.unusual(
      childPointer(pointer, index),
      `A whole number from ${String(from)} to ${String(to)} belongs here; this entry is left out.`,
    );
    return [];
  });
  return [...new Set(found)].sort((one, other) => one - other);
}

function readTime(value: JsonValue | undefined): string | undefined {
  const parts = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(readText(value)?.trim() ?? '');
  if (parts === null || Number(parts[1]) > 23 || Number(parts[2]) > 59) return undefined;
  return `${String(parts[1]).padStart(2, '0')}:${String(parts[2])}`;
}

function readBetween(value: JsonValue | undefined): Schedule['between'] {
  if (!Array.isArray(value)) return undefined;
  const [from, to] = value.map(readText);
  return from === undefined && to === undefined ? undefined : { from, to };
}

function readWindow(window: JsonObject, pointer: string, reading: Reading): ScheduleWindow {
  const [from, to] = (Array.isArray(window['time']) ? window['time'] : []).map(readTime);
  return {
    days: inRange(reading.listAt(window, 'days', pointer), WEEKDAYS, childPointer(pointer, 'days'), reading),
    months: inRange(reading.listAt(window, 'months', pointer), MONTHS, childPointer(pointer, 'months'), reading),
    time: from === undefined && to === undefined ? undefined : { from: from ?? '00:00', to: to ?? '23:59' },
  };
}

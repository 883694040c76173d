import { BadContextError, CannotOpenError } from './crypto.errors.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CATEGORY = /^[a-z][a-z0-9-]{0,31}$/;
const MAX_DAYS = 0xffff;
const MAX_HOUR = 0xffff_ffff;

/** What lives equally long and began in one hour: it is sealed under one key, and unreadable at one moment. */
export interface Period {
  /** Id of a category or record of `libs/policy`, e.g. `gateway-logs`; at most 32 characters. */
  readonly category: string;
  /** Whole days, from 1: the category's own lifetime, or what a tenant shortened it to. */
  readonly lifetimeDays: number;
  /** Whole hours since 1970, UTC: no daylight saving, and no hour that comes twice. */
  readonly hour: number;
}

/** The hour an instant lies in. */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}

/** The first millisecond at which nothing of the period may be readable: what began last in its hour has just reached its end. */
export function periodOverMs({ hour, lifetimeDays }: Omit<Period, 'category'>): number {
  return (hour + 1) * HOUR_MS + lifetimeDays * DAY_MS;
}

/** `gateway-logs/30/490123`: one text per period, in logs, file names and the derivation of its key. */
export function periodName({ category, lifetimeDays, hour }: Period): string {
  return `${category}/${String(lifetimeDays)}/${String(hour)}`;
}

/** @throws BadContextError where it is none: ours to fix */
export function checkPeriod(period: Period): void {
  const { category, lifetimeDays, hour } = period;
  if (!CATEGORY.test(category)) throw new BadContextError('the category of its period is no name');
  if (!Number.isInteger(lifetimeDays) || lifetimeDays < 1 || lifetimeDays > MAX_DAYS)
    throw new BadContextError('the lifetime of its period is no number of days from 1');
  if (!Number.isInteger(hour) || hour < 0 || hour > MAX_HOUR)
    throw new BadContextError('the hour of its period is none');
}

/** Days (2 bytes), hour (4), category. */
export function encodePeriod(period: Period): Buffer {
  checkPeriod(period);
  const bytes = Buffer.allocUnsafe(6 + period.category.length);
  bytes.writeUInt16BE(period.lifetimeDays, 0);
  bytes.writeUInt32BE(period.hour, 2);
  bytes.write(period.category, 6, 'latin1');
  return bytes;
}

/** @throws CannotOpenError for bytes that are no period */
export function decodePeriod(bytes: Buffer): Period {
  if (bytes.length < 7) throw new CannotOpenError();
  const period = {
    lifetimeDays: bytes.readUInt16BE(0),
    hour: bytes.readUInt32BE(2),
    category: bytes.toString('latin1', 6),
  };
  if (period.lifetimeDays < 1 || !CATEGORY.test(period.category)) throw new CannotOpenError();
  return period;
}

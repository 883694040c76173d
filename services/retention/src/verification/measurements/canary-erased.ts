import type { EvidenceFact } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import { type CanaryRow, findCanary } from '../../canary/find-canary.sql.ts';
import type { Measured, Measurement } from '../measurement.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The last canary: its keys were gone within a minute or two, all of it within an hour and nothing of it was found, and it was the last night's. */
export class CanaryErased implements Measurement {
  readonly id = 'canary-erased';
  readonly claims = { C27: 'partly' } as const;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async measure(): Promise<Measured> {
    const [row] = await this.database.asWorker((sql) => sql.query<CanaryRow>(findCanary));
    if (row === undefined) return { notMeasured: 'no canary was made yet; one is every night' };
    const nowMs = this.clock.nowMs();
    return [
      within('planted', nowMs - row.plantedAt.getTime(), 2 * DAY_MS),
      // From the end of the minute in which the machine may begin.
      within('unreadable after', spanOf(row, row.shreddedAt, nowMs), 3 * MINUTE_MS),
      within(`deleted and not found any more after (${row.state})`, spanOf(row, row.finishedAt, nowMs), HOUR_MS),
    ];
  }
}

/** From its beginning to an instant, or to now while that has not come. */
function spanOf({ beginsAt, plantedAt }: CanaryRow, at: Date | null, nowMs: number): number {
  return (at?.getTime() ?? nowMs) - (beginsAt ?? plantedAt).getTime();
}

function within(what: string, spanMs: number, mostMs: number): EvidenceFact {
  const inWords = (ms: number): string => `${String(Math.ceil(ms / 1_000))} s`;
  return {
    what: `the canary: ${what}`,
    measured: inWords(spanMs),
    allowed: `${inWords(mostMs)} at most`,
    holds: spanMs <= mostMs,
  };
}

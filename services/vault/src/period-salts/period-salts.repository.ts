import { type Period, periodName } from '@ebbflow/crypto';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type CountedPeriods, countPeriods } from './count-periods.sql.ts';
import { findKnownPeriods } from './find-known-periods.sql.ts';
import { insertPeriods } from './insert-periods.sql.ts';
import { noteDestroyedPeriods } from './note-destroyed-periods.sql.ts';

/** That there was a salt for each period, and when it was destroyed. Never the salt. */
@Injectable()
export class PeriodSaltsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The names of those that have had a salt. */
  async known(periods: readonly Period[]): Promise<Set<string>> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<Omit<Period, 'hour'> & { hour: string }>(findKnownPeriods, columnsOf(periods)),
    );
    return new Set(rows.map((row) => periodName({ ...row, hour: Number(row.hour) })));
  }

  async insert(periods: readonly Period[], at: Date): Promise<void> {
    if (periods.length === 0) return;
    await this.database.asWorker((sql) => sql.query(insertPeriods, [...columnsOf(periods), at]));
  }

  /** @returns of how many it was noted now */
  async noteDestroyed(at: Date, overBy: Date): Promise<number> {
    return (await this.database.asWorker((sql) => sql.query(noteDestroyedPeriods, [at, overBy]))).length;
  }

  count(now: Date): Promise<CountedPeriods[]> {
    return this.database.asWorker((sql) => sql.query<CountedPeriods>(countPeriods, [now]));
  }
}

function columnsOf(periods: readonly Period[]): [string[], number[], number[]] {
  return [
    periods.map(({ category }) => category),
    periods.map(({ lifetimeDays }) => lifetimeDays),
    periods.map(({ hour }) => hour),
  ];
}

import { type Period, periodName } from '@ebbflow/crypto';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { type CountedPeriods, countPeriods } from './count-periods.sql.ts';
import { findKnownPeriods } from './find-known-periods.sql.ts';
import { insertPeriods } from './insert-periods.sql.ts';
import { noteDestroyedPeriods } from './note-destroyed-periods.sql.ts';

/** That there was a salt for each period, and when it was destroyed. Never the salt. No tenant's: for the worker role. */
@Injectable()
export class PeriodSaltsRepository {
  /** The names of those that have had a salt. */
  async known(sql: SqlClient, periods: readonly Period[]): Promise<Set<string>> {
    const rows = await sql.query<Omit<Period, 'hour'> & { hour: string }>(findKnownPeriods, columnsOf(periods));
    return new Set(rows.map((row) => periodName({ ...row, hour: Number(row.hour) })));
  }

  async insert(sql: SqlClient, periods: readonly Period[], at: Date): Promise<void> {
    if (periods.length > 0) await sql.query(insertPeriods, [...columnsOf(periods), at]);
  }

  /** @returns of how many it was noted now */
  async noteDestroyed(sql: SqlClient, at: Date, overBy: Date): Promise<number> {
    return (await sql.query(noteDestroyedPeriods, [at, overBy])).length;
  }

  count(sql: SqlClient, now: Date): Promise<CountedPeriods[]> {
    return sql.query<CountedPeriods>(countPeriods, [now]);
  }
}

function columnsOf(periods: readonly Period[]): [string[], number[], number[]] {
  return [
    periods.map(({ category }) => category),
    periods.map(({ lifetimeDays }) => lifetimeDays),
    periods.map(({ hour }) => hour),
  ];
}

import type { HeldRecord, HeldRecordReading } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { countHeldRecords } from './count-held-records.sql.ts';
import { deleteHeldRecords } from './delete-held-records.sql.ts';
import { keepHeldRecords } from './keep-held-records.sql.ts';
import { type HeldRecordReadingRow, listHeldRecordReadings } from './list-held-record-readings.sql.ts';
import { type HeldRecordRow, readHeldRecords } from './read-held-records.sql.ts';

/** A document on its way into the restricted store. */
export interface KeptRecord {
  readonly id: string;
  readonly record: string;
  readonly fields: Readonly<Record<string, string | number | null>>;
  readonly until: Date;
}

export interface HeldCount {
  readonly ground: string;
  readonly record: string;
  readonly record_count: number;
  readonly until: Date;
}

/** The restricted store, through the functions that are its only doors (migration 0030). */
@Injectable()
export class HeldRecordsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One that is there already stays as it is. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- whose they were is not kept
  async keep(ground: string, records: readonly KeptRecord[]): Promise<void> {
    await this.database.asWorker((sql) =>
      sql.query(keepHeldRecords, [ground, this.clock.now(), JSON.stringify(records)]),
    );
  }

  /** Writes down who reads and why before anything is shown. `tenantId`: the organisation of who asks. */
  async read(
    tenantId: string,
    { reader, reason, number }: { reader: string; reason: string; number: string | undefined },
  ): Promise<HeldRecord[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<HeldRecordRow>(readHeldRecords, [reader, reason, number ?? null, this.clock.now(), 200]),
    );
    return rows.map(({ held_at: heldAt, until, ...row }) => ({
      ...row,
      heldAt: heldAt.toISOString(),
      until: until.toISOString(),
    }));
  }

  async readings(tenantId: string): Promise<HeldRecordReading[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<HeldRecordReadingRow>(listHeldRecordReadings, [200]),
    );
    return rows.map(({ read_at: readAt, record_count: count, ...row }) => ({
      ...row,
      readAt: readAt.toISOString(),
      count,
    }));
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- whose they were is not kept
  counts(): Promise<HeldCount[]> {
    return this.database.asWorker((sql) => sql.query<HeldCount>(countHeldRecords));
  }

  /** Those whose time is over. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- whose they were is not kept
  async deleteOver(): Promise<number> {
    const [row] = await this.database.asWorker((sql) =>
      sql.query<{ gone: number }>(deleteHeldRecords, [this.clock.now()]),
    );
    return row?.gone ?? 0;
  }
}

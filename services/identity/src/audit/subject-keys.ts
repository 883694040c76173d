import { randomBytes } from 'node:crypto';
import { TenantKey } from '@ebbflow/crypto';
import { Database, DayPartitions, type SqlClient } from '@ebbflow/persistence';
import { utcDay } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { deleteSubjectKeys } from './delete-subject-keys.sql.ts';
import { keepSubjectKey } from './keep-subject-key.sql.ts';
import { listSubjectKeys, type SubjectKeyRow } from './list-subject-keys.sql.ts';
import { SUBJECT_KEY_TABLE } from './audit-subject-key.entity.ts';

/** What the personal facts of an entry are bound to. */
export function personalFactsContext(tenantId: string, entryId: string) {
  return { tenant: tenantId, object: entryId, field: 'audit_entry.personal', version: 1 };
}

export function startOfDay(at: Date): Date {
  return new Date(`${utcDay(at.getTime())}T00:00:00.000Z`);
}

/**
 * One key per person and day, made when the day's first entry about the person is written. A row of the log is never changed; what
 * was said about a person in it goes with the key: when the person is erased, and else with the day's partition when its lifetime
 * (category `audit-details`) is over. Keys lie here and not in vault: a sign-in must not depend on another service, and who reads
 * this schema reads the addresses of the same people beside them.
 */
@Injectable()
export class SubjectKeys {
  readonly #days: DayPartitions;

  constructor(@Inject(Database) database: Database) {
    this.#days = new DayPartitions(database, SUBJECT_KEY_TABLE);
  }

  /** The person's key of that day, made if there is none. */
  async ofDay(sql: SqlClient, of: { tenantId: string; subjectId: string; at: Date }): Promise<TenantKey> {
    const day = startOfDay(of.at);
    await this.#days.ensure([utcDay(of.at.getTime())]);
    const rows = await sql.query<{ key: Buffer }>(keepSubjectKey, [of.tenantId, day, of.subjectId, randomBytes(32)]);
    return new TenantKey(of.tenantId, 1, rows[0]?.key ?? Buffer.alloc(0));
  }

  /** What the organisation's log says of a person can be read no more, and its chain holds. Within the transaction that erases the person. */
  async shred(sql: SqlClient, tenantId: string, subjectId: string): Promise<void> {
    await sql.query(deleteSubjectKeys, [tenantId, subjectId]);
  }

  /** Those that are left of the persons and days asked for, by `subject/day`. */
  async find(
    sql: SqlClient,
    tenantId: string,
    wanted: readonly { subjectId: string; at: Date }[],
  ): Promise<Map<string, TenantKey>> {
    if (wanted.length === 0) return new Map();
    const rows = await sql.query<SubjectKeyRow>(listSubjectKeys, [
      tenantId,
      wanted.map(({ subjectId }) => subjectId),
      wanted.map(({ at }) => startOfDay(at)),
    ]);
    return new Map(
      rows.map((row) => [subjectDay(row.subject_id, row.day), new TenantKey(tenantId, 1, row.key)] as const),
    );
  }
}

export function subjectDay(subjectId: string, at: Date): string {
  return `${subjectId}/${utcDay(at.getTime())}`;
}

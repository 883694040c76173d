import type { Database } from '../database/database.ts';
import { roleNames } from '../database/role-names.ts';
import type { SqlClient } from '../database/sql-client.ts';
import { columnEvidence } from './column-evidence.sql.ts';
import { guardEvidence } from './guard-evidence.sql.ts';
import { partitionEvidence } from './partition-evidence.sql.ts';
import { type RoleEvidence, roleEvidence } from './role-evidence.sql.ts';
import { type SealedColumn, sealedColumns } from './sealed-columns.sql.ts';
import { strangerEvidence } from './stranger-evidence.sql.ts';
import { writerEvidence } from './writer-evidence.sql.ts';

export interface EvidenceAsked {
  /** Whose rows are sampled. */
  readonly organisations: readonly string[];
  readonly columnsOf: readonly string[];
}

export interface SealedEvidence {
  readonly table: string;
  readonly column: string;
  readonly sampledCount: number;
  readonly unsealedCount: number;
}

export interface DatabaseEvidence {
  readonly roles: RoleEvidence[];
  readonly strangers: string[];
  readonly readByWriter: string[];
  readonly unguardedTables: string[];
  readonly columns: { readonly table: string; readonly columns: string[] }[];
  readonly sealed: SealedEvidence[];
  readonly partitioned: { readonly table: string; readonly oldest: Date | null }[];
}

/**
 * How sealed bytes begin: `EB` of our payload envelopes with a known format, `EW` of wrapped keys, and version 2 of the AWS Encryption SDK's messages with the suite that
 * commits to its key (0x0478).
 */
const SEALED = /^(454201|454202|455701|020478)$/;

/**
 * What a service's database says of itself: catalogues as everybody may read them, and of sealed columns the first bytes, tenant by tenant
 * under the same row-level security as any other read. There is no role that could look at all of them at once, and this makes none.
 */
export async function readDatabaseEvidence(database: Database, asked: EvidenceAsked): Promise<DatabaseEvidence> {
  const { schema } = database;
  const { owner, app, writer, worker } = roleNames(schema);
  const own = [owner, app, writer, worker];
  const sealed = await sampleSealed(database, asked.organisations);
  return database.asWorker(async (sql) => ({
    roles: await sql.query<RoleEvidence>(roleEvidence, [own, schema]),
    strangers: (await sql.query<{ stranger: string }>(strangerEvidence, [schema, own])).map(({ stranger }) => stranger),
    readByWriter: await namesOf(sql, writerEvidence, [schema, writer]),
    unguardedTables: await namesOf(sql, guardEvidence, [schema]),
    columns: await sql.query(columnEvidence, [schema, [...asked.columnsOf]]),
    sealed,
    partitioned: await sql.query(partitionEvidence, [schema]),
  }));
}

async function namesOf(
  sql: SqlClient,
  statement: { readonly name: string; readonly text: string },
  values: readonly unknown[],
): Promise<string[]> {
  return (await sql.query<{ name: string }>(statement, values)).map(({ name }) => name);
}

async function sampleSealed(database: Database, organisations: readonly string[]): Promise<SealedEvidence[]> {
  const counts = new Map<string, SealedEvidence>();
  for (const organisation of organisations) {
    await database.withTenant(organisation, async (sql) => {
      for (const { table, column, look } of await sql.query<SealedColumn>(sealedColumns, [database.schema])) {
        const name = `look-${table}-${column}`.slice(0, 63);
        const heads = await sql.query<{ head: string }>({ name, text: look });
        const before = counts.get(name) ?? { table, column, sampledCount: 0, unsealedCount: 0 };
        counts.set(name, {
          ...before,
          sampledCount: before.sampledCount + heads.length,
          unsealedCount: before.unsealedCount + heads.filter(({ head }) => !SEALED.test(head)).length,
        });
      }
    });
  }
  return [...counts.values()];
}

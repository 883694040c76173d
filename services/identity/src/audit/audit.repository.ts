import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { TenantKey } from '@ebbflow/crypto';
import { findAuditHead } from './find-audit-head.sql.ts';
import { type AuditAnchorRow, listAuditAnchors } from './list-audit-anchors.sql.ts';
import { type AuditEntryRow, listAuditEntries } from './list-audit-entries.sql.ts';
import type { AuditHeadRow } from './lock-audit-head.sql.ts';
import { readAuditChain } from './read-audit-chain.sql.ts';
import { SubjectKeys } from './subject-keys.ts';

export interface AuditFilter {
  readonly before: number;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly object?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly most: number;
}

/** One key is enough; a few more, should the newest be of a key that is out of use. */
const ANCHORS = 100;

@Injectable()
export class AuditRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SubjectKeys) private readonly keys: SubjectKeys,
  ) {}

  /** Entries, and those keys of what they say of people that are left. */
  list(
    tenantId: string,
    filter: AuditFilter,
  ): Promise<{ rows: AuditEntryRow[]; keys: ReadonlyMap<string, TenantKey> }> {
    const { before, actor = null, action = null, object = null, from = null, to = null, most } = filter;
    return this.database.withTenant(tenantId, async (sql) => {
      const values = [tenantId, before, actor, action, object, from, to, most];
      const rows = await sql.query<AuditEntryRow>(listAuditEntries, values);
      const wanted = rows.flatMap(({ subject_id: subjectId, occurred_at: at }) =>
        subjectId === null ? [] : [{ subjectId, at }],
      );
      return { rows, keys: await this.keys.find(sql, tenantId, wanted) };
    });
  }

  findHead(tenantId: string): Promise<AuditHeadRow | undefined> {
    return this.#first(tenantId, (sql) => sql.query<AuditHeadRow>(findAuditHead, [tenantId]));
  }

  anchors(tenantId: string): Promise<AuditAnchorRow[]> {
    return this.database.withTenant(tenantId, (sql) =>
      sql.query<AuditAnchorRow>(listAuditAnchors, [tenantId, ANCHORS]),
    );
  }

  chain(tenantId: string, part: { after: number; upTo: number; most: number }): Promise<AuditEntryRow[]> {
    return this.database.withTenant(tenantId, (sql) =>
      sql.query<AuditEntryRow>(readAuditChain, [tenantId, part.after, part.upTo, part.most]),
    );
  }

  async #first<Row>(tenantId: string, work: (sql: SqlClient) => Promise<Row[]>): Promise<Row | undefined> {
    return (await this.database.withTenant(tenantId, work))[0];
  }
}

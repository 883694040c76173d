import { encodeValue } from '@ebbflow/connector-sdk';
import type { Principal, SubjectRequestDetails } from '@ebbflow/contracts';
import { ExpectedError, type JsonObject } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RecordRow } from '../data-stores/records/record-row.ts';
import { RecordSeals } from '../data-stores/records/record-seals.ts';
import { RecordWritesService } from '../data-stores/records/record-writes.service.ts';
import { listRecordsToSearch } from '../erasure/list-records-to-search.sql.ts';
import { rectified } from './rectified.policy.ts';

type Corrections = NonNullable<SubjectRequestDetails['values']>;

/**
 * Values about a person are set right in an organisation's data stores, where they are used again. What runs showed stays as it was: a record
 * of what happened is right about what happened, and goes by its lifetime.
 */
@Injectable()
export class RecordRectification {
  constructor(
    private readonly database: Database,
    private readonly seals: RecordSeals,
    private readonly records: RecordWritesService,
  ) {}

  /** How many records were changed. May run twice: what is right already is left alone. */
  async rectify(tenantId: string, corrections: Corrections): Promise<number> {
    let changed = 0;
    for (let after: [string, Buffer] = ['', Buffer.alloc(0)]; ;) {
      const rows = await this.database.withTenant(tenantId, (sql) =>
        sql.query<RecordRow>(listRecordsToSearch, [tenantId, ...after]),
      );
      for (const row of rows) if (await this.#one(tenantId, row, corrections)) changed += 1;
      const last = rows.at(-1);
      if (last === undefined) return changed;
      after = [last.store_id, last.key_index];
    }
  }

  async #one(tenantId: string, row: RecordRow, corrections: Corrections): Promise<boolean> {
    const { data } = await this.seals.openRow(tenantId, row);
    const before = encodeValue(data) as JsonObject;
    const after = rectified(before, corrections) as JsonObject;
    if (JSON.stringify(after) === JSON.stringify(before)) return false;
    const system: Principal = { organisationId: tenantId, userId: null, scopes: [], kind: 'api-token' };
    const address = { storeId: row.store_id, recordId: row.key_index.toString('hex'), revision: row.revision };
    try {
      await this.records.replace(system, address, after);
      return true;
    } catch (thrown) {
      // Deleted meanwhile, or written by a run: what that wrote came after the correction was asked for.
      if (thrown instanceof ExpectedError && (thrown.status === 404 || thrown.status === 412)) return false;
      throw thrown;
    }
  }
}

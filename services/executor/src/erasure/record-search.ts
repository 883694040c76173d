import { encodeValue } from '@ebbflow/connector-sdk';
import type { Principal } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { type Candidate, ErasureParts, type ValueSearch } from '@ebbflow/service-host/erasure';
import { Injectable } from '@nestjs/common';
import type { RecordRow } from '../data-stores/records/record-row.ts';
import { RecordSeals } from '../data-stores/records/record-seals.ts';
import { RecordWritesService } from '../data-stores/records/record-writes.service.ts';
import { listRecordsToSearch } from './list-records-to-search.sql.ts';

/** Records of an organisation's data stores, looked through for a person. One that mentions the person is deleted, as by its owner. */
@Injectable()
export class RecordSearch implements ValueSearch {
  readonly store = 'executor.data_store_record';

  constructor(
    private readonly database: Database,
    private readonly seals: RecordSeals,
    private readonly records: RecordWritesService,
    parts: ErasureParts,
  ) {
    parts.addSearch(this);
  }

  async page(tenantId: string, cursor: string): Promise<Candidate[]> {
    const [storeId = '', keyIndex = ''] = cursor.split('/');
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<RecordRow>(listRecordsToSearch, [tenantId, storeId, Buffer.from(keyIndex, 'hex')]),
    );
    return rows.map((row) => ({
      cursor: `${row.store_id}/${row.key_index.toString('hex')}`,
      texts: () => this.#texts(tenantId, row),
      erase: () => this.#erase(tenantId, row),
    }));
  }

  async #texts(tenantId: string, row: RecordRow): Promise<string[]> {
    const { key, data } = await this.seals.openRow(tenantId, row);
    return [key, JSON.stringify(encodeValue(data))];
  }

  async #erase(tenantId: string, row: RecordRow): Promise<void> {
    const system: Principal = { organisationId: tenantId, userId: null, scopes: [], kind: 'api-token' };
    await this.records.delete(system, row.store_id, row.key_index.toString('hex'));
  }
}

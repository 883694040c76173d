import { encodeValue } from '@ebbflow/connector-sdk';
import type { DataStoreRecordAnswer } from '@ebbflow/contracts';
import type { JsonObject } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import type { RecordRow } from './record-row.ts';
import { RecordSeals } from './record-seals.ts';

/** Records as the API shows them. */
@Injectable()
export class RecordAnswers {
  constructor(private readonly seals: RecordSeals) {}

  async of(tenantId: string, row: RecordRow): Promise<DataStoreRecordAnswer> {
    const { key, data } = await this.seals.openRow(tenantId, row);
    return {
      id: row.key_index.toString('hex'),
      key,
      // A bundle becomes an object.
      data: encodeValue(data) as JsonObject,
      revision: row.revision,
      updatedAt: row.updated_at.toISOString(),
      updatedBy: row.updated_by,
    };
  }
}

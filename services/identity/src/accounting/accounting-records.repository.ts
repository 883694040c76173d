import type { AccountingRecords } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { holdGrounds } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { deleteAccountingRecords } from './delete-accounting-records.sql.ts';
import { type AccountingRow, listAccountingRecords } from './list-accounting-records.sql.ts';
import { type AccountingSummaryRow, summariseAccountingRecords } from './summarise-accounting-records.sql.ts';

const AT_ONCE = 200;

/**
 * What the books need of an organisation that goes (C27). As the worker, which alone may delete an invoice: the role that answers people can
 * add and read, and nothing else.
 */
@Injectable()
export class AccountingRecordsRepository {
  readonly #fields = new Map(
    holdGrounds().flatMap(({ records }) => records.map(({ id, fields }) => [id as string, fields] as const)),
  );

  constructor(@Inject(Database) private readonly database: Database) {}

  summarise(tenantId: string): Promise<AccountingSummaryRow[]> {
    return this.database.asWorker((sql) => sql.query<AccountingSummaryRow>(summariseAccountingRecords, [tenantId]));
  }

  /** Only the columns the law asks for leave this service. */
  async list(tenantId: string): Promise<AccountingRecords['items']> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<AccountingRow>(listAccountingRecords, [tenantId, AT_ONCE]),
    );
    return rows.map(({ record, id, written_at: writtenAt, columns }) => ({
      ...{ record, id, writtenAt: writtenAt.toISOString() },
      fields: Object.fromEntries((this.#fields.get(record) ?? []).map((field) => [field, columns[field] ?? null])),
    }));
  }

  async delete(tenantId: string, ids: readonly string[], isAll: boolean): Promise<number> {
    const [row] = await this.database.asWorker((sql) =>
      sql.query<{ removed: number }>(deleteAccountingRecords, [tenantId, ids, isAll]),
    );
    return row?.removed ?? 0;
  }
}

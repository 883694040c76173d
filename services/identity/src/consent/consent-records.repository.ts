import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { PageCursor } from '../page-cursor.ts';
import { type ConsentRecordRow, listConsentRecords } from './list-consent-records.sql.ts';

@Injectable()
export class ConsentRecordsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  list(tenantId: string, userId: string, page: { before: PageCursor; most: number }): Promise<ConsentRecordRow[]> {
    const { before, most } = page;
    return this.database.withTenant(tenantId, (sql) =>
      sql.query<ConsentRecordRow>(listConsentRecords, [tenantId, userId, before.at, before.id, most]),
    );
  }
}

import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { PageCursor } from '../page-cursor.ts';
import { listOwnUsageInformation, type OwnPageViewRow } from './list-own-usage-information.sql.ts';

@Injectable()
export class UsageInformationRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  listOwn(
    tenantId: string,
    userId: string,
    page: { after: Date; before: PageCursor; most: number },
  ): Promise<OwnPageViewRow[]> {
    const { after, before, most } = page;
    return this.database.withTenant(tenantId, (sql) =>
      sql.query<OwnPageViewRow>(listOwnUsageInformation, [tenantId, userId, after, before.at, before.id, most]),
    );
  }
}

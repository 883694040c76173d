import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { ApiTokenEntity } from '../api-tokens/api-token.entity.ts';
import type { PageCursor } from '../page-cursor.ts';
import type { AccessRights } from './access-rights.entity.ts';
import { type AccessGapRow, listAccessGaps } from './list-access-gaps.sql.ts';
import { type AccessRow, listAccessLog } from './list-access-log.sql.ts';
import { type AccessRightsRow, listAccessRights } from './list-access-rights.sql.ts';
import { type AccessUseRow, summariseAccessLog } from './summarise-access-log.sql.ts';

export interface Whose {
  readonly apiTokenId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
}

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export interface AccessFound {
  readonly uses: readonly AccessUseRow[];
  readonly rights: readonly AccessRights[];
  readonly gaps: readonly AccessGapRow[];
  readonly token: ApiTokenEntity | null;
}

@Injectable()
export class AccessLogRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(
    tenantId: string,
    { apiTokenId, sessionId, userId, objectId }: Whose & { objectId?: string | undefined },
    { from, to, before, most }: Span & { before: PageCursor; most: number },
  ): Promise<AccessRow[]> {
    const filter = [apiTokenId ?? null, sessionId ?? null, userId ?? null, objectId ?? null];
    return this.database.withTenant(tenantId, (sql) =>
      sql.query<AccessRow>(listAccessLog, [tenantId, ...filter, from, to, before.at, before.id, most]),
    );
  }

  summarise(tenantId: string, { apiTokenId, sessionId, userId }: Whose, { from, to }: Span): Promise<AccessFound> {
    const values = [tenantId, apiTokenId ?? null, sessionId ?? null, userId ?? null, from, to];
    return this.database.withTenantEntities(tenantId, async (manager, sql) => ({
      uses: await sql.query<AccessUseRow>(summariseAccessLog, values),
      rights: (await sql.query<AccessRightsRow>(listAccessRights, values)).map((row) => row.rights),
      gaps: await sql.query<AccessGapRow>(listAccessGaps, [from, to, this.clock.now()]),
      token: apiTokenId === undefined ? null : await manager.findOneBy(ApiTokenEntity, { tenantId, id: apiTokenId }),
    }));
  }
}

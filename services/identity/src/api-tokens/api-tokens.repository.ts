import { newId, type Secret } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { hashOpaqueToken, newOpaqueToken } from '../opaque-token.ts';
import { ApiTokenEntity } from './api-token.entity.ts';
import { type ApiTokenRow, findApiToken } from './find-api-token.sql.ts';

@Injectable()
export class ApiTokensRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The token is in the answer and nowhere else. */
  async issue(tenantId: string, token: { name: string; scopes: string[]; expiresAt: Date | null }): Promise<Secret> {
    const issued = newOpaqueToken('ebb');
    await this.database.withTenantEntities(tenantId, (manager) =>
      manager.insert(ApiTokenEntity, { tenantId, id: newId('tok'), ...token, tokenHash: issued.hash }),
    );
    return issued.token;
  }

  async find(token: string, now: Date): Promise<ApiTokenRow | undefined> {
    const [row] = await this.database.asWorker((sql) =>
      sql.query<ApiTokenRow>(findApiToken, [hashOpaqueToken(token), now]),
    );
    return row;
  }
}

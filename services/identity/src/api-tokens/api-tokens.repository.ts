import { newId, type Secret } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { newOpaqueToken } from '../opaque-token.ts';
import { ApiTokenEntity } from './api-token.entity.ts';

@Injectable()
export class ApiTokensRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The token is in the answer and nowhere else. One of the same name, if there is any, stops working. */
  async replace(tenantId: string, token: { name: string; scopes: string[]; expiresAt: Date | null }): Promise<Secret> {
    const issued = newOpaqueToken('ebb');
    await this.database.withTenantEntities(tenantId, async (manager) => {
      await manager.delete(ApiTokenEntity, { tenantId, name: token.name });
      await manager.insert(ApiTokenEntity, { tenantId, id: newId('tok'), ...token, tokenHash: issued.hash });
    });
    return issued.token;
  }
}

import { newId, type Secret } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type FindOptionsWhere, IsNull, Like } from 'typeorm';
import { AuditLog } from '../audit/audit-log.ts';
import { newOpaqueToken } from '../opaque-token.ts';
import { lockOrganisation } from '../members/lock-organisation.sql.ts';
import { BeyondOwnRightsError } from '../organisations/organisation.errors.ts';
import { MembershipEntity } from '../users/membership.entity.ts';
import { ApiTokenEntity } from './api-token.entity.ts';
import { TooManyApiTokensError } from './api-tokens.errors.ts';
import { touchApiToken } from './touch-api-token.sql.ts';

const MOST_PER_PERSON = 50;
/** `ebb_` and eight characters: 48 of 160 bits, enough to tell tokens apart and far too few to guess the rest. */
const PREFIX_LENGTH = 12;

export type NewApiToken = Pick<ApiTokenEntity, 'name' | 'scopes' | 'expiresAt'>;

/** Whose token, in which organisation. */
export interface TokenHolder {
  readonly tenantId: string;
  readonly userId: string;
}

@Injectable()
export class ApiTokensRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** Nobody's, of the operator. The token is in the answer and nowhere else. One of the same name, if there is any, stops working. */
  async replace(tenantId: string, token: NewApiToken): Promise<Secret> {
    const issued = issue();
    await this.database.withTenantEntities(tenantId, async (manager) => {
      await manager.delete(ApiTokenEntity, { tenantId, name: token.name, userId: IsNull() });
      await manager.insert(ApiTokenEntity, { tenantId, id: newId('tok'), ...token, ...issued.stored });
    });
    return issued.token;
  }

  /** A member's own. @throws BeyondOwnRightsError for who is no member (any more), TooManyApiTokensError */
  async insert(scope: TokenHolder, token: NewApiToken): Promise<{ token: Secret; stored: ApiTokenEntity }> {
    const { tenantId, userId } = scope;
    const issued = issue();
    const id = newId('tok');
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      // The account may be kept in an organisation that its person has left; that person can still sign in there.
      if (!(await manager.existsBy(MembershipEntity, { tenantId, userId }))) throw new BeyondOwnRightsError();
      if ((await manager.countBy(ApiTokenEntity, { tenantId, userId })) >= MOST_PER_PERSON)
        throw new TooManyApiTokensError(MOST_PER_PERSON);
      await manager.insert(ApiTokenEntity, { tenantId, userId, id, ...token, ...issued.stored });
      const stored = await manager.findOneByOrFail(ApiTokenEntity, { tenantId, id });
      const entry = { tenantId, actor: { kind: 'user', id: userId }, object: { kind: 'api-token', id } } as const;
      await this.audit.append(sql, { ...entry, action: 'api-token.created', facts: { scopes: token.scopes } });
      return { token: issued.token, stored };
    });
  }

  /** Newest first. `prefix`: how it begins, or all of it. */
  list(scope: TokenHolder, prefix?: string): Promise<ApiTokenEntity[]> {
    const where: FindOptionsWhere<ApiTokenEntity> = { ...scope };
    if (prefix !== undefined) where.prefix = Like(`${literally(prefix.slice(0, PREFIX_LENGTH))}%`);
    return this.database.withTenantEntities(scope.tenantId, (manager) =>
      manager.find(ApiTokenEntity, { where, order: { id: 'desc' } }),
    );
  }

  /** False when it is none of theirs. */
  delete(scope: TokenHolder, id: string): Promise<boolean> {
    const { tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(ApiTokenEntity, { tenantId, userId, id });
      if (affected !== 1) return false;
      const entry = { tenantId, actor: { kind: 'user', id: userId }, object: { kind: 'api-token', id } } as const;
      await this.audit.append(sql, { ...entry, action: 'api-token.revoked' });
      return true;
    });
  }

  /** Whose it is; null for the operator's, which is nobody's; undefined for one that is not there any more. */
  async holderOf(tenantId: string, id: string): Promise<string | null | undefined> {
    const token = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(ApiTokenEntity, { tenantId, id }),
    );
    return token === null ? undefined : token.userId;
  }

  async touch(tenantId: string, id: string, now: Date): Promise<void> {
    await this.database.withTenant(tenantId, (sql) => sql.query(touchApiToken, [tenantId, id, now]));
  }
}

function issue(): { token: Secret; stored: Pick<ApiTokenEntity, 'tokenHash' | 'prefix'> } {
  const { token, hash } = newOpaqueToken('ebb');
  return { token, stored: { tokenHash: hash, prefix: token.reveal().slice(0, PREFIX_LENGTH) } };
}

function literally(text: string): string {
  return text.replaceAll('\0', '').replaceAll(/[\\%_]/g, String.raw`\$&`);
}

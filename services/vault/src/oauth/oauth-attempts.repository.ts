import { createHash } from 'node:crypto';
import type { SealContext } from '@ebbflow/crypto';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { TenantKeysService } from '../keys/tenant-keys.service.ts';
import { replaceOauthAttempt } from './replace-oauth-attempt.sql.ts';
import { type OauthAttempt, takeOauthAttempt } from './take-oauth-attempt.sql.ts';

export interface BegunAttempt {
  readonly userId: string;
  readonly connectionId: string;
  /** As it travels; only its hash is kept. */
  readonly state: string;
  readonly verifier: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Consents under way. */
@Injectable()
export class OauthAttempts {
  constructor(
    private readonly database: Database,
    private readonly keys: TenantKeysService,
  ) {}

  async begin(tenantId: string, attempt: BegunAttempt): Promise<void> {
    const { userId, connectionId, state, verifier, createdAt, expiresAt } = attempt;
    const id = hashOf(state);
    const key = await this.keys.read(tenantId, 'secrets');
    const { version } = key;
    const sealed = await this.keys.envelopeOf(tenantId, key).seal(contextOf(tenantId, id), Buffer.from(verifier));
    const values = [tenantId, id, connectionId, userId, sealed, version, createdAt, expiresAt];
    await this.database.withTenant(tenantId, (sql) => sql.query(replaceOauthAttempt, values));
  }

  /** Undefined for a state that is unknown, used, too old or somebody else's. */
  async take(
    tenantId: string,
    { userId, state }: Pick<BegunAttempt, 'userId' | 'state'>,
    now: Date,
  ): Promise<{ readonly connectionId: string; readonly verifier: string } | undefined> {
    const id = hashOf(state);
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<OauthAttempt>(takeOauthAttempt, [tenantId, id, userId, now]),
    );
    if (!row) return undefined;
    const key = await this.keys.read(tenantId, 'secrets', row.keyVersion);
    const plain = await this.keys.envelopeOf(tenantId, key).open(contextOf(tenantId, id), row.verifierSealed);
    return { connectionId: row.connectionId, verifier: plain.toString() };
  }
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}

function contextOf(tenant: string, id: string): SealContext {
  return { tenant, object: id, field: 'oauth_attempt.verifier', version: 1 };
}

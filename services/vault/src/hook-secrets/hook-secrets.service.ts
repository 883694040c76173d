import type { HookSecret, HookSecretsLease, Principal } from '@ebbflow/contracts';
import type { SealContext } from '@ebbflow/crypto';
import { CLOCK, type Clock, Duration, isId, newId } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { auditFact } from '../audit/audit-fact.ts';
import { TenantKeysService } from '../keys/tenant-keys.service.ts';
import { deleteHookSecrets } from './delete-hook-secrets.sql.ts';
import { findHookSecretMaterial, type HookSecretMaterial } from './find-hook-secret-material.sql.ts';
import { TooManyHookSecretsError, UnknownHookIdError } from './hook-secrets.errors.ts';
import { insertHookSecret } from './insert-hook-secret.sql.ts';
import { listHookSecrets } from './list-hook-secrets.sql.ts';
import { lockHookSecrets } from './lock-hook-secrets.sql.ts';

/** The old one, the new one, and one that was a mistake. */
const MOST_SECRETS = 3;
const LEASE_LIFETIME = Duration.parse('1m');

/** What senders of webhooks sign with. Nobody who asks for a hook is shown one again; only the gateway may borrow them to verify. */
@Injectable()
export class HookSecretsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TenantKeysService) private readonly keys: TenantKeysService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownHookIdError, TooManyHookSecretsError, KeyDestroyedError */
  async add(by: Principal, hookId: string, secret: string): Promise<HookSecret> {
    const { organisationId: tenantId } = by;
    if (!isId('hok', hookId)) throw new UnknownHookIdError();
    const createdAt = this.clock.now();
    const id = newId('sec', createdAt.getTime());
    const key = await this.keys.read(tenantId, 'secrets');
    const { version } = key;
    const sealed = await this.keys.envelopeOf(tenantId, key).seal(contextOf(tenantId, hookId, id), Buffer.from(secret));
    const values = [tenantId, id, hookId, sealed, version, createdAt, MOST_SECRETS];
    const rows = await this.database.withTenant(tenantId, async (sql) => {
      await sql.query(lockHookSecrets, [tenantId, hookId]);
      const added = await sql.query(insertHookSecret, values);
      if (added.length > 0) await this.outbox.append(sql, [this.#fact(by, 'added', { hookId, id })]);
      return added;
    });
    if (rows.length === 0) throw new TooManyHookSecretsError(MOST_SECRETS);
    return { id, createdAt: createdAt.toISOString() };
  }

  async list(tenantId: string, hookId: string): Promise<HookSecret[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ id: string; createdAt: Date }>(listHookSecrets, [tenantId, hookId]),
    );
    return rows.map(({ id, createdAt }) => ({ id, createdAt: createdAt.toISOString() }));
  }

  /** Idempotent. */
  async delete(by: Principal, hookId: string, secretId: string): Promise<void> {
    const { organisationId: tenantId } = by;
    await this.database.withTenant(tenantId, async (sql) => {
      const deleted = await sql.query<{ id: string }>(deleteHookSecrets, [tenantId, hookId, secretId]);
      for (const { id } of deleted) await this.outbox.append(sql, [this.#fact(by, 'removed', { hookId, id })]);
    });
  }

  /** One, in the place of all that there are. `ownerId` need not be a hook's. @throws KeyDestroyedError */
  async replace(tenantId: string, ownerId: string, secret: string): Promise<void> {
    const createdAt = this.clock.now();
    const id = newId('sec', createdAt.getTime());
    const key = await this.keys.read(tenantId, 'secrets');
    const sealed = await this.keys
      .envelopeOf(tenantId, key)
      .seal(contextOf(tenantId, ownerId, id), Buffer.from(secret));
    await this.database.withTenant(tenantId, async (sql) => {
      await sql.query(lockHookSecrets, [tenantId, ownerId]);
      await sql.query(deleteHookSecrets, [tenantId, ownerId, null]);
      await sql.query(insertHookSecret, [tenantId, id, ownerId, sealed, key.version, createdAt, MOST_SECRETS]);
    });
  }

  /** All that the hook has, because it goes itself. Idempotent. */
  async deleteAll(tenantId: string, hookId: string): Promise<void> {
    await this.database.withTenant(tenantId, (sql) => sql.query(deleteHookSecrets, [tenantId, hookId, null]));
  }

  /** @throws KeyDestroyedError */
  async lease(tenantId: string, hookId: string): Promise<HookSecretsLease> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<HookSecretMaterial>(findHookSecretMaterial, [tenantId, hookId]),
    );
    const secrets: string[] = [];
    for (const row of rows) secrets.push(await this.#open(tenantId, hookId, row));
    return { secrets, expiresAt: new Date(this.clock.nowMs() + LEASE_LIFETIME.milliseconds).toISOString() };
  }

  #fact(by: Principal, what: 'added' | 'removed', { hookId, id }: { hookId: string; id: string }) {
    return auditFact(
      by,
      { action: `hook-secret.${what}`, object: { kind: 'hook-secret', id }, facts: { hookId } },
      this.clock,
    );
  }

  async #open(tenantId: string, hookId: string, material: HookSecretMaterial): Promise<string> {
    const { id, keyVersion: version, keyState: state, wrappedKeySealed, secretSealed } = material;
    const key = await this.keys.open(tenantId, 'secrets', { version, state, wrappedKeySealed });
    const plain = await this.keys.envelopeOf(tenantId, key).open(contextOf(tenantId, hookId, id), secretSealed);
    const secret = plain.toString();
    plain.fill(0);
    return secret;
  }
}

/** Bound to its hook: moved to another row it does not open. */
function contextOf(tenant: string, hookId: string, id: string): SealContext {
  return { tenant, object: `${hookId}/${id}`, field: 'hook_secret.secret', version: 1 };
}

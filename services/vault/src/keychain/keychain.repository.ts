import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, Not } from 'typeorm';
import { auditFact } from '../audit/audit-fact.ts';
import { KeychainKeyEntity } from './keychain-key.entity.ts';

/** A key as it may be shown: the secret is not even read. `keyVersion` says whether there is one. */
export type ShownKeychainKey = Omit<KeychainKeyEntity, 'secretSealed'>;

export type StoredKeychainKey = ShownKeychainKey & Pick<KeychainKeyEntity, 'secretSealed'>;

/** Columns that a change may write. */
export type KeychainKeyChange = Partial<
  Omit<KeychainKeyEntity, 'tenantId' | 'id' | 'kind' | 'createdAt' | 'revision' | 'lastUsedAt'>
>;

/** What somebody did to a key, for the audit log. */
interface KeyDone {
  readonly id: string;
  readonly what: 'created' | 'changed' | 'removed';
  readonly facts?: Readonly<Record<string, string | boolean>>;
}

const SHOWN = {
  tenantId: true,
  id: true,
  name: true,
  kind: true,
  teamId: true,
  allowedOrigins: true,
  keyVersion: true,
  secretVersion: true,
  fingerprint: true,
  subject: true,
  notAfter: true,
  lastUsedAt: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
} as const;

@Injectable()
export class KeychainRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async insert(scope: Principal, key: StoredKeychainKey): Promise<void> {
    await this.database.withTenantEntities(scope.organisationId, async (manager, sql) => {
      await manager.insert(KeychainKeyEntity, key);
      await this.#note(sql, scope, { id: key.id, what: 'created', facts: { kind: key.kind } });
    });
  }

  find(tenantId: string, id: string): Promise<ShownKeychainKey | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOne(KeychainKeyEntity, { select: SHOWN, where: { tenantId, id } }),
    );
  }

  /** Newest first, from after the id `cursor`; with teams, those of one of them or of all. */
  list(
    tenantId: string,
    { cursor, limit, teamIds }: { cursor?: string | undefined; limit: number; teamIds?: readonly string[] | undefined },
  ): Promise<ShownKeychainKey[]> {
    const page = { tenantId, ...(cursor === undefined ? {} : { id: LessThan(cursor) }) };
    const where = teamIds === undefined ? page : [null, ...teamIds].map((id) => ({ ...page, teamId: id ?? IsNull() }));
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(KeychainKeyEntity, { select: SHOWN, where, order: { id: 'DESC' }, take: limit }),
    );
  }

  /** Which of these are there with their secret; with a team, those of this team or of all. */
  async usable(tenantId: string, ids: readonly string[], teamId: string | null): Promise<string[]> {
    const found = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(KeychainKeyEntity, {
        select: { id: true, teamId: true },
        where: { tenantId, id: In([...ids]), keyVersion: Not(IsNull()) },
      }),
    );
    return found.filter((row) => teamId === null || row.teamId === null || row.teamId === teamId).map(({ id }) => id);
  }

  /** False when the row is not at this revision any more; the check and the change are one statement. */
  async change(
    scope: Principal,
    { id, revision }: Pick<ShownKeychainKey, 'id' | 'revision'>,
    change: KeychainKeyChange,
  ): Promise<boolean> {
    const { organisationId: tenantId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const changed = { ...change, revision: revision + 1 };
      const { affected } = await manager.update(KeychainKeyEntity, { tenantId, id, revision }, changed);
      if (affected !== 1) return false;
      await this.#note(sql, scope, { id, what: 'changed', facts: { secret: 'secretSealed' in change } });
      return true;
    });
  }

  /** The row itself goes, not a flag on it. */
  async delete(scope: Principal, id: string): Promise<void> {
    const { organisationId: tenantId } = scope;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(KeychainKeyEntity, { tenantId, id });
      if (affected === 1) await this.#note(sql, scope, { id, what: 'removed' });
    });
  }

  #note(sql: SqlClient, by: Principal, { id, what, facts }: KeyDone): Promise<void> {
    const done = { action: `key.${what}`, object: { kind: 'key', id }, ...(facts && { facts }) };
    return this.outbox.append(sql, [auditFact(by, done, this.clock)]);
  }
}

import type {
  createKeychainKeySchema,
  KeychainKey,
  KeychainKeyList,
  KeychainSecret,
  patchKeychainKeySchema,
  Principal,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { InvalidInputError, mayEverywhere, teamsWith } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { KeyChangedError, UnknownKeychainKeyError } from './keychain.errors.ts';
import { assertMayPlaceKey } from './key-place.policy.ts';
import { originsOf, requireName } from './keychain-input.policy.ts';
import { KeychainRepository, type KeychainKeyChange, type ShownKeychainKey } from './keychain.repository.ts';
import { KeychainSeal } from './keychain-seal.service.ts';
import { inspectSecret } from './secrets/inspect-secret.ts';
import { NO_FACTS } from './secrets/inspected-secret.ts';
import { toKeychainKey } from './to-keychain-key.ts';

/** Keys that modules name. Whoever puts one in is never shown it again; what of it may be seen is `toKeychainKey`. */
@Injectable()
export class KeychainService {
  constructor(
    @Inject(KeychainRepository) private readonly keychain: KeychainRepository,
    @Inject(KeychainSeal) private readonly seal: KeychainSeal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws InvalidInputError, KeyDestroyedError, ForbiddenError for a team that is not the caller's */
  async create(by: Principal, input: z.infer<typeof createKeychainKeySchema>): Promise<KeychainKey> {
    const { organisationId: tenantId } = by;
    const { kind } = input.secret;
    assertMayPlaceKey(by, input.teamId);
    requireName(input.name);
    const allowedOrigins = originsOf(kind, input.allowedOrigins);
    const { secret, facts } = inspectSecret(input.secret, '/secret');
    const createdAt = this.clock.now();
    const binding = { tenantId, id: newId('kch', createdAt.getTime()), kind, allowedOrigins, secretVersion: 1 };
    const sealed = await this.seal.seal(binding, secret);
    const times = { createdAt, updatedAt: createdAt, lastUsedAt: null };
    const { name, teamId } = input;
    const row = { ...binding, name, teamId, ...sealed, ...facts, ...times, revision: 1 };
    await this.keychain.insert(by, row);
    return toKeychainKey(row);
  }

  /** @throws UnknownKeychainKeyError */
  async get(tenantId: string, id: string): Promise<KeychainKey> {
    return toKeychainKey(await this.#find(tenantId, id));
  }

  /** Which of these the tenant has, with their secret; with a team, those of this team or of all. */
  usable(tenantId: string, ids: readonly string[], teamId: string | null): Promise<string[]> {
    const known = ids.filter((id) => isId('kch', id));
    return known.length === 0 ? Promise.resolve([]) : this.keychain.usable(tenantId, known, teamId);
  }

  /** Those the caller may see: of all teams, or of the caller's and those that all share. @throws InvalidInputError for a cursor no answer of ours had. */
  async list(
    principal: Principal,
    { cursor, limit, teamId }: { cursor?: string | undefined; limit: number; teamId?: string | undefined },
  ): Promise<KeychainKeyList> {
    if (cursor !== undefined && !isId('kch', cursor)) {
      throw new InvalidInputError([
        { pointer: '/query/cursor', message: 'Pass the nextCursor of an earlier answer, or leave it out.' },
      ]);
    }
    const seen = mayEverywhere(principal, 'keys:read') ? undefined : teamsWith(principal, 'keys:read');
    const teamIds = teamId === undefined ? seen : [teamId].filter((id) => seen?.includes(id) ?? true);
    const rows = await this.keychain.list(principal.organisationId, { cursor, limit: limit + 1, teamIds });
    const items = rows.slice(0, limit);
    return { items: items.map(toKeychainKey), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /**
   * Other origins than before drop the secret in the same statement: whoever may change a key must not thereby learn it by
   * having it sent to themselves. @throws UnknownKeychainKeyError, KeyChangedError, InvalidInputError, ForbiddenError
   */
  async change(
    by: Principal,
    id: string,
    revision: number,
    { name, allowedOrigins, teamId }: z.infer<typeof patchKeychainKeySchema>,
  ): Promise<KeychainKey> {
    if (name !== undefined) requireName(name);
    const seen = await this.#find(by.organisationId, id, revision);
    if (teamId !== undefined && teamId !== seen.teamId) assertMayPlaceKey(by, teamId);
    const origins = allowedOrigins === undefined ? seen.allowedOrigins : originsOf(seen.kind, allowedOrigins);
    const isElsewhere = JSON.stringify(origins) !== JSON.stringify(seen.allowedOrigins);
    return this.#write(by, seen, {
      ...(name === undefined ? {} : { name }),
      ...(teamId === undefined ? {} : { teamId }),
      ...(isElsewhere ? { allowedOrigins: origins, secretSealed: null, keyVersion: null, ...NO_FACTS } : {}),
    });
  }

  /** @throws UnknownKeychainKeyError, KeyChangedError, InvalidInputError, KeyDestroyedError */
  async replaceSecret(by: Principal, id: string, revision: number, input: KeychainSecret): Promise<KeychainKey> {
    const seen = await this.#find(by.organisationId, id, revision);
    if (input.kind !== seen.kind) {
      throw new InvalidInputError([{ pointer: '/kind', message: 'A key keeps its kind; make another key.' }]);
    }
    const { secret, facts } = inspectSecret(input, '');
    const secretVersion = seen.secretVersion + 1;
    const sealed = await this.seal.seal({ ...seen, secretVersion }, secret);
    return this.#write(by, seen, { ...sealed, ...facts, secretVersion });
  }

  /** Idempotent: that it is gone is all the caller wants, and all that is said of other tenants' keys. */
  async delete(by: Principal, id: string): Promise<void> {
    if (isId('kch', id)) await this.keychain.delete(by, id);
  }

  async #find(tenantId: string, id: string, revision?: number): Promise<ShownKeychainKey> {
    const key = isId('kch', id) ? await this.keychain.find(tenantId, id) : null;
    if (!key) throw new UnknownKeychainKeyError();
    if (revision !== undefined && key.revision !== revision) throw new KeyChangedError();
    return key;
  }

  async #write(by: Principal, seen: ShownKeychainKey, change: KeychainKeyChange): Promise<KeychainKey> {
    const dated = { ...change, updatedAt: this.clock.now() };
    if (!(await this.keychain.change(by, seen, dated))) throw new KeyChangedError();
    return toKeychainKey({ ...seen, ...dated, revision: seen.revision + 1 });
  }
}

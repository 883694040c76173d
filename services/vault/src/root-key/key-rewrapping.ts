import { generationOf, type WrappingKey } from '@ebbflow/crypto/secrets';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { tenantKeyContextOf } from '../keys/tenant-key-context.policy.ts';
import { type KeyToRewrap, listKeysToRewrap } from './list-keys-to-rewrap.sql.ts';
import { rewrapKeys } from './rewrap-keys.sql.ts';
import { RootKeysService } from './root-keys.service.ts';
import { WrappingKeysService } from './wrapping-keys.service.ts';

/** Few enough that a batch holds its rows for a few tens of milliseconds, enough that round trips cost little. */
const BATCH = 500;

/** Goes through the keys of all tenants and puts each under the given wrapping key. The keys themselves stay what they are, and with them all they seal. */
@Injectable()
export class KeyRewrapping {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RootKeysService) private readonly roots: RootKeysService,
    @Inject(WrappingKeysService) private readonly wrapping: WrappingKeysService,
  ) {}

  /** @returns how many were read that did not lie under it. @throws CannotOpenError for a row that was moved or changed; those before it are done. */
  async rewrapAll(to: WrappingKey, rootKeyFingerprint: string): Promise<number> {
    let after: readonly [string, string, number] = ['', '', 0];
    let rewrapped = 0;
    for (;;) {
      const rows = await this.database.asWorker((sql) =>
        sql.query<KeyToRewrap>(listKeysToRewrap, [to.generation, ...after, BATCH]),
      );
      const last = rows.at(-1);
      if (last === undefined) return rewrapped;
      await this.#rewrap(rows, to, rootKeyFingerprint);
      rewrapped += rows.length;
      after = [last.tenantId, last.purpose, last.version];
    }
  }

  async #rewrap(rows: readonly KeyToRewrap[], to: WrappingKey, rootKeyFingerprint: string): Promise<void> {
    const wrapped: Buffer[] = [];
    for (const row of rows) {
      const context = tenantKeyContextOf(row.tenantId, row.purpose, row.version);
      const bytes = await this.#open(context, row.wrappedKeySealed);
      wrapped.push(to.wrap(context, bytes));
      bytes.fill(0);
    }
    await this.database.asWorker((sql) =>
      sql.query(rewrapKeys, [
        to.generation,
        rootKeyFingerprint,
        rows.map(({ tenantId }) => tenantId),
        rows.map(({ purpose }) => purpose),
        rows.map(({ version }) => version),
        rows.map(({ wrappedKeySealed }) => wrappedKeySealed),
        wrapped,
      ]),
    );
  }

  async #open(context: ReturnType<typeof tenantKeyContextOf>, wrapped: Buffer): Promise<Buffer> {
    const generation = generationOf(wrapped);
    if (generation === undefined) return this.roots.open(context, wrapped);
    return (await this.wrapping.of(generation)).unwrap(context, wrapped);
  }
}

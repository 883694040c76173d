import { Inject, Injectable } from '@nestjs/common';
import { blindIndex, KeyDestroyedError, type TenantKey, TenantKeys } from '@ebbflow/crypto';

export interface SearchedKeys {
  readonly scenarioId: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** What values are looked for as: their blind indexes, here under every version of the tenant's key that is left, because runs keep theirs. */
@Injectable()
export class SearchIndexes {
  constructor(@Inject(TenantKeys) private readonly keys: TenantKeys) {}

  /** One entry for each key: the row has to have one of its indexes. Nothing is found once the organisation's keys are destroyed. @throws TransientError when vault is away */
  async of(tenantId: string, { scenarioId, keys }: SearchedKeys): Promise<Buffer[][]> {
    const names = Object.entries(keys);
    if (names.length === 0) return [];
    const versions = await this.#versions(tenantId);
    return names.map(([name, value]) => versions.map((key) => blindIndex(key, { scenarioId, name }, value)));
  }

  async #versions(tenantId: string): Promise<TenantKey[]> {
    const current = await this.#left(() => this.keys.current(tenantId));
    if (current === undefined) return [];
    const older = Array.from({ length: current.version - 1 }, (_, index) =>
      this.#left(() => this.keys.version(tenantId, index + 1)),
    );
    return [current, ...(await Promise.all(older)).filter((key) => key !== undefined)];
  }

  async #left(find: () => Promise<TenantKey>): Promise<TenantKey | undefined> {
    try {
      return await find();
    } catch (thrown) {
      if (thrown instanceof KeyDestroyedError) return undefined;
      throw thrown;
    }
  }
}

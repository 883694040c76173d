import type { LedgerEntry, ledgerReplayedSchema, NamedErasureSubject } from '@ebbflow/contracts';
import type { Database } from '@ebbflow/persistence';
import type { z } from 'zod';
import { addCounts } from './erasure-part.ts';
import type { ErasureMap } from './erasure-map.ts';
import type { Erasures } from './erasures.ts';
import { ledgerDigest } from './ledger-digest.ts';
import { type KnownId, listErasureIds, listErasureTenants } from './list-erasure-ids.sql.ts';
import type { RestoreGuard } from './restore-guard.ts';

export interface ReplayTools {
  readonly map: ErasureMap;
  readonly database: Database;
  readonly erasures: Erasures;
  readonly guard: RestoreGuard;
}

/**
 * Erases once more whom the ledger names, in a database that came back from before they were erased. The ledger names nobody to who does not
 * know them; the restored database does, so each of its ids is held against the ledger. Done before anybody is served.
 */
export class LedgerReplay {
  readonly #tools: ReplayTools;

  constructor(tools: ReplayTools) {
    this.#tools = tools;
  }

  async replay(key: Uint8Array, entries: readonly LedgerEntry[]): Promise<z.infer<typeof ledgerReplayedSchema>> {
    const erased = new Set(entries.map(({ kind, digest }) => `${kind} ${digest}`));
    const isErased = (kind: LedgerEntry['kind'], id: string): boolean =>
      erased.has(`${kind} ${ledgerDigest(key, kind, id)}`);
    let counts = {};
    let isDone = true;
    for (const subject of await this.#find(isErased)) {
      const stopped = await this.#tools.erasures.stop(subject);
      const gone = await this.#tools.erasures.erase(subject);
      counts = addCounts(counts, stopped, gone.counts);
      isDone &&= gone.isDone;
    }
    if (isDone) await this.#tools.guard.release();
    return { counts, isDone };
  }

  /** Organisations first: what is theirs goes with them. */
  async #find(isErased: (kind: LedgerEntry['kind'], id: string) => boolean): Promise<NamedErasureSubject[]> {
    const { map, database } = this.#tools;
    const tenants = await database.asWorker((sql) => sql.query<{ id: string }>(listErasureTenants(database.schema)));
    const found: NamedErasureSubject[] = tenants
      .filter(({ id }) => isErased('organisation', id))
      .map(({ id }) => ({ kind: 'organisation', tenantId: id }));
    for (const { table, column } of map.people) {
      for (const { tenantId, id } of await this.#ids(table, column))
        if (isErased('user', id)) found.push({ kind: 'user', tenantId, userId: id });
    }
    for (const { kind, table, column } of map.named ?? []) {
      for (const { tenantId, id } of await this.#ids(table, column)) {
        if (!isErased(kind, id)) continue;
        found.push(kind === 'connection' ? { kind, tenantId, connectionId: id } : { kind, tenantId, deviceId: id });
      }
    }
    return found;
  }

  #ids(table: string, column: string): Promise<KnownId[]> {
    const { database } = this.#tools;
    return database.asWorker((sql) => sql.query<KnownId>(listErasureIds(database.schema), [table, column]));
  }
}

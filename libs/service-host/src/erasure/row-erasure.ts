import type { ErasureCounts, ServiceName } from '@ebbflow/contracts';
import type { Database } from '@ebbflow/persistence';
import { countTenantRows } from './count-tenant-rows.sql.ts';
import { readCatalogue } from './data-map.ts';
import { eraseDeadLetters } from './erase-dead-letters.sql.ts';
import { erasePersonRows } from './erase-person-rows.sql.ts';
import { eraseTenantRows } from './erase-tenant-rows.sql.ts';
import type { ErasureMap } from './erasure-map.ts';
import { type ErasureTable, listErasureTables } from './list-erasure-tables.sql.ts';

/** A statement takes what an organisation has in one partition, or one table without: more than a statement of a request may take. */
const patience = { name: 'erasure-patience', text: `select set_config('statement_timeout', '600000', true)` };

/** Empties the tables of one service of an organisation's rows, or of a person's, by the functions of `erasureFunctions`. */
export class RowErasure {
  readonly #service: ServiceName;
  readonly #map: ErasureMap;
  readonly #database: Database;

  constructor(service: ServiceName, map: ErasureMap, database: Database) {
    this.#service = service;
    this.#map = map;
    this.#database = database;
  }

  async countTenant(tenantId: string): Promise<ErasureCounts> {
    const counts: Record<string, number> = {};
    for (const table of new Set((await this.#tables()).map(({ name }) => name))) {
      const [row] = await this.#ask(countTenantRows, [table, tenantId]);
      if (row !== undefined && row.count > 0) counts[this.#store(table)] = row.count;
    }
    return counts;
  }

  /** What lets somebody in or makes something run. */
  async eraseFirst(tenantId: string): Promise<ErasureCounts> {
    const { first = [] } = this.#map;
    return this.#eraseTables(
      tenantId,
      (await this.#tables()).filter(({ name }) => first.includes(name)),
    );
  }

  /** Everything but what is kept, or emptied by another part of the service. */
  async eraseTenant(tenantId: string): Promise<ErasureCounts> {
    const { kept = {}, emptiedElsewhere = {} } = this.#map;
    const tables = (await this.#tables()).filter(
      ({ name }) => kept[name] === undefined && emptiedElsewhere[name] === undefined,
    );
    const counts = await this.#eraseTables(tenantId, tables);
    const [row] = await this.#ask(eraseDeadLetters, [tenantId]);
    return row === undefined || row.count === 0 ? counts : { ...counts, [this.#store('dead_letter')]: row.count };
  }

  /** In each of these organisations. */
  async countPerson(tenantIds: readonly string[], userId: string): Promise<ErasureCounts> {
    return this.#people(tenantIds, userId, () => 'count');
  }

  async erasePerson(tenantIds: readonly string[], userId: string): Promise<ErasureCounts> {
    return this.#people(tenantIds, userId, (how) => how);
  }

  async #people(
    tenantIds: readonly string[],
    userId: string,
    what: (how: 'delete' | 'empty') => string,
  ): Promise<ErasureCounts> {
    const counts: Record<string, number> = {};
    const { textColumns } = await readCatalogue(this.#database);
    for (const { table, column, how } of this.#map.people) {
      // Between two releases a table may be named that is not there yet, or not any more; `erasureGaps` says so before that.
      if (!textColumns.some((known) => known.table === table && known.column === column)) continue;
      for (const tenantId of tenantIds) {
        const [row] = await this.#ask(erasePersonRows, [table, column, what(how), tenantId, userId]);
        const found = row?.count ?? 0;
        if (found > 0) counts[this.#store(table)] = (counts[this.#store(table)] ?? 0) + found;
      }
    }
    return counts;
  }

  /**
   * Rounds over the tables, a partition at a time: a table others refer to is left for the next round. Ends when a round finds nothing that refuses;
   * as every round but the last deletes something, there are at most as many as tables.
   */
  async #eraseTables(tenantId: string, tables: readonly ErasureTable[]): Promise<ErasureCounts> {
    const counts: Record<string, number> = {};
    for (let open = tables; open.length > 0;) {
      const refused: ErasureTable[] = [];
      let total = 0;
      for (const table of open) {
        const gone = await this.#eraseTable(tenantId, table);
        if (gone.isRefused) refused.push(table);
        total += gone.count;
        const store = this.#store(table.name);
        if (gone.count > 0) counts[store] = (counts[store] ?? 0) + gone.count;
      }
      // Rows that came while it went on may refer to others once more: what is left is found by who asks again.
      if (total === 0) break;
      open = refused;
    }
    return counts;
  }

  async #eraseTable(
    tenantId: string,
    { name, rangeFrom, rangeTo }: ErasureTable,
  ): Promise<{ count: number; isRefused: boolean }> {
    const [row] = await this.#ask(eraseTenantRows, [name, tenantId, rangeFrom, rangeTo]);
    const gone = row?.count ?? 0;
    return gone < 0 ? { count: 0, isRefused: true } : { count: gone, isRefused: false };
  }

  #tables(): Promise<ErasureTable[]> {
    return this.#database.asWorker((sql) => sql.query<ErasureTable>(listErasureTables(this.#database.schema)));
  }

  /** A transaction each, so that no lock outlives its batch. */
  #ask(
    statement: (schema: string) => { name: string; text: string },
    values: readonly unknown[],
  ): Promise<{ count: number }[]> {
    return this.#database.asWorker(async (sql) => {
      await sql.query(patience);
      return sql.query<{ count: number }>(statement(this.#database.schema), values);
    });
  }

  #store(table: string): string {
    return `${this.#service}.${table}`;
  }
}

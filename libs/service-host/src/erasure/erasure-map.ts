import type { MappedStore } from '@ebbflow/contracts';

/** A column that holds the id of a person with an account, and what happens to its row when that person is erased. */
export interface PersonColumn {
  readonly table: string;
  readonly column: string;
  /** `delete`: the row is about that person. `empty`: it is about something else, and stays without the name. */
  readonly how: 'delete' | 'empty';
}

/**
 * How erasures reach what a service keeps. Tables with a `tenant_id` need not be named: they are found in the catalogue. What must be
 * said is what differs from that, and `erasureGaps` finds what nobody has said.
 */
export interface ErasureMap {
  /** Tables without a tenant, and why no erasure need reach them. */
  readonly impersonal: Readonly<Record<string, string>>;
  /** Tables whose rows stay when their organisation goes, and by which ground. */
  readonly kept?: Readonly<Record<string, string>>;
  /** Tables that are emptied by something else of this service, and what. */
  readonly emptiedElsewhere?: Readonly<Record<string, string>>;
  /** Tables whose rows let somebody in or make something run: they go with the keys, before anything else. */
  readonly first?: readonly string[];
  readonly people: readonly PersonColumn[];
  /** Where the ids of what else can be erased are kept. */
  readonly named?: readonly {
    readonly kind: 'connection' | 'device';
    readonly table: string;
    readonly column: string;
  }[];
  /** The service writes blobs. `counted`: and tells how many there are; one of those that share the folder. */
  readonly blobs?: 'counted' | 'shared';
  /** What is in memory only, and how long. */
  readonly caches: Readonly<Record<string, string>>;
}

/** Columns that look as if they named a person. */
export const PERSON_COLUMN = /(^|_)(user_id|owner_id|user|by)$/;

export interface CatalogueColumn {
  readonly table: string;
  readonly column: string;
}

export interface Catalogue {
  /** Every table of the schema, the queue's and the migrations' own left out. */
  readonly tables: readonly string[];
  /** Those with a tenant. */
  readonly tenantTables: readonly string[];
  /** Text columns of those with a tenant. */
  readonly textColumns: readonly CatalogueColumn[];
}

/** Tables and columns no erasure reaches and nobody has said why; and what is said of some that are not there. None is as it should be. */
export function erasureGaps(map: ErasureMap, { tables, tenantTables, textColumns }: Catalogue): string[] {
  const said = new Set(map.people.map(({ table, column }) => `${table}.${column}`));
  const known = new Set(textColumns.map(({ table, column }) => `${table}.${column}`));
  const named = [
    ...Object.keys(map.impersonal),
    ...Object.keys(map.kept ?? {}),
    ...Object.keys(map.emptiedElsewhere ?? {}),
    ...(map.first ?? []),
  ];
  return [
    ...tables
      .filter((table) => !tenantTables.includes(table) && map.impersonal[table] === undefined)
      .map((table) => `${table}: has no tenant, and nobody said why no erasure need reach it.`),
    ...textColumns
      .filter(({ column }) => PERSON_COLUMN.test(column))
      .filter(
        ({ table, column }) =>
          !said.has(`${table}.${column}`) &&
          map.kept?.[table] === undefined &&
          map.emptiedElsewhere?.[table] === undefined,
      )
      .map(({ table, column }) => `${table}.${column}: looks like a person's id, and nobody said what becomes of it.`),
    ...named.filter((table) => !tables.includes(table)).map((table) => `${table}: is named and not there.`),
    ...[...said].filter((column) => !known.has(column)).map((column) => `${column}: is named and not there.`),
  ];
}

/** A person's columns beside a table's tags, for the data map. */
export function reachOf(map: ErasureMap, table: string): Pick<MappedStore, 'reach' | 'ground'> {
  const ground = map.kept?.[table] ?? map.impersonal[table] ?? null;
  if (map.kept?.[table] !== undefined) return { reach: 'kept', ground };
  if (map.impersonal[table] !== undefined) return { reach: 'nobody', ground };
  return { reach: map.people.some((person) => person.table === table) ? 'person' : 'tenant', ground };
}

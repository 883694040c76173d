import { TOPOLOGY, type MappedStore, type ServiceDataMap, type ServiceName } from '@ebbflow/contracts';
// eslint-disable-next-line @nx/enforce-module-boundaries -- only services with a database import this entry; the others load service-host without it
import { type Database, describeColumns, type SqlClient } from '@ebbflow/persistence';
import { type Catalogue, type CatalogueColumn, type ErasureMap, reachOf } from './erasure-map.ts';

/** pg-boss keeps its own tables in the schema of who uses it; `migration` is TypeORM's. */
const tablesOf = {
  name: 'erasure-catalogue-tables',
  text: `
    select c.relname as "table",
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as "isTenants"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
    order by 1`,
};
const columnsOf = {
  name: 'erasure-catalogue-columns',
  text: `
    select c.relname as "table", a.attname as "column"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'text'::regtype
    where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
    order by 1, 2`,
};

/** What of a schema `erasureGaps` looks at. */
export function readCatalogue(database: Database): Promise<Catalogue> {
  return database.asWorker(async (sql: SqlClient) => {
    const tables = await sql.query<{ table: string; isTenants: boolean }>(tablesOf, [database.schema]);
    return {
      tables: tables.map(({ table }) => table),
      tenantTables: tables.filter(({ isTenants }) => isTenants).map(({ table }) => table),
      textColumns: await sql.query<CatalogueColumn>(columnsOf, [database.schema]),
    };
  });
}

/** One service's part of the data map: its tables as they are in the database, with what the tags of its entities say, and what is no table. */
export async function dataMapOf(service: ServiceName, map: ErasureMap, database: Database): Promise<ServiceDataMap> {
  const { tables } = await readCatalogue(database);
  const columns = taggedColumns(database);
  const stores: MappedStore[] = tables.map((table) => ({
    store: `${service}.${table}`,
    kind: table === 'dead_letter' ? 'dead-letters' : 'table',
    columns: columns.get(table) ?? [],
    ...(table === 'dead_letter' ? { reach: 'tenant', ground: null } : reachOf(map, table)),
  }));
  if (map.blobs !== undefined) {
    stores.push({ store: `${service}.blobs`, kind: 'blobs', columns: [], reach: 'tenant', ground: null });
  }
  for (const topic of TOPOLOGY[service].publishes) {
    stores.push({
      store: topic,
      kind: 'topic',
      columns: [],
      reach: 'expires',
      ground: 'ids and sealed bytes, for two days',
    });
  }
  for (const [name, ground] of Object.entries(map.caches)) {
    stores.push({ store: `${service}.${name}`, kind: 'cache', columns: [], reach: 'expires', ground });
  }
  return { service, stores };
}

/** By table. An entity's property and its column differ in case only, unless the entity says so; TypeORM knows. */
function taggedColumns({ dataSource }: Database): Map<string, MappedStore['columns']> {
  const tags = describeColumns(dataSource);
  return new Map(
    dataSource.entityMetadatas.map((metadata) => [
      metadata.tableName,
      tags.flatMap(({ entity, property, tag }) => {
        if (entity !== metadata.name || tag === undefined || tag === 'not-personal') return [];
        const column = metadata.findColumnWithPropertyName(property)?.databaseName ?? property;
        return [{ column, ...tag }];
      }),
    ]),
  );
}

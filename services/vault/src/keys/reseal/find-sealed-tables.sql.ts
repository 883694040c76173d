import type { Statement } from '@ebbflow/persistence';

/**
 * The tables whose rows hold a secret under their tenant's `secrets` key: those with the columns `secret_sealed` and `key_version`, primary
 * key (tenant_id, id). Asked of the database, for one forgotten in a list here would lose its secrets when their key is retired.
 */
export const findSealedTables: Statement = {
  name: 'find-sealed-tables',
  text: `
    select quote_ident(pg_class.relname) as name
      from pg_catalog.pg_class
     where relnamespace = 'vault'::regnamespace and relkind in ('r', 'p')
       and (select count(*) from pg_catalog.pg_attribute
             where attrelid = pg_class.oid and attname in ('secret_sealed', 'key_version') and not attisdropped) = 2
     order by 1`,
};

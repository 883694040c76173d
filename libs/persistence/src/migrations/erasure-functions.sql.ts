/**
 * `erasure_tables`: every table with a tenant, one row for each partition with the column and the bounds of its range, so that a batch
 * goes to one partition. `erasure_tenants` and `erasure_ids`: of whom there are rows at all,
 * for the replay of the ledger after a restore; a whole table is read for it. `erase_tenant_rows`: of one table
 * or partition, which is the batch; −1 when another table still refers to these rows, which the caller takes first. Rejected: so many rows at a
 * time. Each batch has to step over what the ones before left dead: 100 000 rows in batches of 2 000 took 117 s.
 * `erase_person_rows`: rows of one organisation where `field` is this person's id are deleted, or the field emptied. Names are looked up in the
 * catalogue before they are used, so nothing of the caller's text reaches a statement as it came.
 */
export function erasureFunctionsSql(schema: string): string {
  return [tables, tenants, ids, countTenantRows, eraseTenantRows, erasePersonRows, eraseDeadLetters]
    .map((part) => part(schema))
    .join('');
}

const tables = (schema: string): string => `
create or replace function ${schema}.erasure_tables()
  returns table (name text, range_column text, range_from timestamptz, range_to timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with tables as (
      select c.oid, c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = '${schema}' and c.relkind in ('r', 'p') and not c.relispartition
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
    ), parts as (
      select t.relname, a.attname, pg_get_expr(p.relpartbound, p.oid) as bound
      from tables t
      join pg_partitioned_table k on k.partrelid = t.oid and k.partstrat = 'r' and k.partnatts = 1
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.partattrs[0]
      join pg_inherits i on i.inhparent = t.oid
      join pg_class p on p.oid = i.inhrelid
    )
    select relname::text, null, null::timestamptz, null::timestamptz from tables where relkind = 'r'
    union all
    select relname::text, attname::text, (regexp_match(bound, 'FROM \\(''([^'']+)''\\)'))[1]::timestamptz,
      (regexp_match(bound, 'TO \\(''([^'']+)''\\)'))[1]::timestamptz
    from parts
    order by 1, 3
  $$;
`;

const tenants = (schema: string): string => `
create or replace function ${schema}.erasure_tenants() returns setof text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  target text;
begin
  perform set_config('app.erased_tenant', '*', true);
  for target in select distinct t.name from ${schema}.erasure_tables() as t loop
    return query execute format('select distinct tenant_id from %I.%I', '${schema}', target);
  end loop;
  perform set_config('app.erased_tenant', '', true);
end $$;
`;

const ids = (schema: string): string => `
create or replace function ${schema}.erasure_ids(target text, field text) returns table (tenant text, id text)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select from pg_attribute a where a.attrelid = format('%I.%I', '${schema}', target)::regclass and a.attname = field and not a.attisdropped
  ) or not exists (select from ${schema}.erasure_tables() as t where t.name = target) then
    raise exception 'no such column of a table with a tenant in schema ${schema}' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('app.erased_tenant', '*', true);
  return query execute format('select distinct tenant_id, %I from %I.%I where %I is not null', field, '${schema}', target, field);
  perform set_config('app.erased_tenant', '', true);
end $$;
`;

const countTenantRows = (schema: string): string => `
create or replace function ${schema}.count_tenant_rows(target text, tenant text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found bigint;
begin
  if not exists (select from ${schema}.erasure_tables() as t where t.name = target) then
    raise exception 'no table of that name with a tenant in schema ${schema}' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('app.erased_tenant', tenant, true);
  execute format('select count(*) from %I.%I where tenant_id = $1', '${schema}', target) into found using tenant;
  perform set_config('app.erased_tenant', '', true);
  return found;
end $$;
`;

const eraseTenantRows = (schema: string): string => `
create or replace function ${schema}.erase_tenant_rows(
  target text, tenant text, range_from timestamptz, range_to timestamptz
) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  part record;
  bounds text := '';
  gone integer;
begin
  select * into part from ${schema}.erasure_tables() as t
    where t.name = target and t.range_from is not distinct from erase_tenant_rows.range_from
      and t.range_to is not distinct from erase_tenant_rows.range_to;
  -- A day that was dropped meanwhile took its rows along.
  if not found then return 0; end if;
  if part.range_column is not null then
    bounds := format(' and %I >= %L and %I < %L', part.range_column, range_from, part.range_column, range_to);
  end if;
  perform set_config('app.erased_tenant', tenant, true);
  begin
    execute format('delete from %I.%I where tenant_id = $1%s', '${schema}', target, bounds) using tenant;
    get diagnostics gone = row_count;
  exception when foreign_key_violation then
    gone := -1;
  end;
  perform set_config('app.erased_tenant', '', true);
  return gone;
end $$;
`;

const erasePersonRows = (schema: string): string => `
create or replace function ${schema}.erase_person_rows(
  target text, field text, how text, tenant text, person text
) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone integer;
begin
  if how not in ('count', 'delete', 'empty') or not exists (
    select from pg_attribute a where a.attrelid = format('%I.%I', '${schema}', target)::regclass and a.attname = field and not a.attisdropped
  ) or not exists (select from ${schema}.erasure_tables() as t where t.name = target) then
    raise exception 'no such column of a table with a tenant in schema ${schema}' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('app.erased_tenant', tenant, true);
  if how = 'count' then
    execute format('select count(*) from %I.%I where tenant_id = $1 and %I = $2', '${schema}', target, field) into gone using tenant, person;
  elsif how = 'delete' then
    execute format('delete from %I.%I where tenant_id = $1 and %I = $2', '${schema}', target, field) using tenant, person;
    get diagnostics gone = row_count;
  else
    execute format('update %I.%I set %I = null where tenant_id = $1 and %I = $2', '${schema}', target, field, field) using tenant, person;
    get diagnostics gone = row_count;
  end if;
  perform set_config('app.erased_tenant', '', true);
  return gone;
end $$;
`;

const eraseDeadLetters = (schema: string): string => `
create or replace function ${schema}.erase_dead_letters(tenant text) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone integer := 0;
begin
  -- A service that only publishes has none.
  if to_regclass('${schema}.dead_letter') is null then return 0; end if;
  execute 'delete from ${schema}.dead_letter where attributes::json ->> ''tenant'' = $1' using tenant;
  get diagnostics gone = row_count;
  return gone;
end $$;
`;

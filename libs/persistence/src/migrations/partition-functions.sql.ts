/**
 * DDL at run time, and the only way to it: owned by the owner role, callable by app and worker. Both functions accept
 * only a partitioned table of their own schema, and build the partition's name themselves (`outbox_p202601011300`, the UTC
 * start to the minute), so nothing of the caller's text reaches the DDL.
 * A drop waits for its lock only shortly, because whoever reads or writes the parent meanwhile waits behind it; DayPartitions comes again.
 * A partition is filled by ATTACH and not by CREATE … PARTITION OF: the latter locks out every reader and writer of the parent.
 */
export function partitionFunctions(schema: string): string {
  return `
create or replace function ${schema}.partition_name(parent text, starts timestamptz) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = '${schema}' and c.relname = parent and c.relkind = 'p'
  ) then
    raise exception 'no partitioned table of that name in schema ${schema}' using errcode = 'invalid_parameter_value';
  end if;
  if starts is null or starts <> date_trunc('minute', starts) or not isfinite(starts) then
    raise exception 'a partition starts at a whole minute' using errcode = 'invalid_parameter_value';
  end if;
  return parent || '_p' || to_char(starts at time zone 'UTC', 'YYYYMMDDHH24MI');
end $$;

create or replace function ${schema}.ensure_partition(parent text, starts timestamptz, ends timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := ${schema}.partition_name(parent, starts);
  has_rls boolean;
begin
  if to_regclass(format('%I.%I', '${schema}', name)) is not null then return false; end if;
  if ends is null or ends <= starts or ends > starts + interval '366 days' then
    raise exception 'a partition ends after its start and spans at most 366 days' using errcode = 'invalid_parameter_value';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('${schema}.' || parent, 7105));
  -- From the table and not by to_regclass: that one remembers the answer it gave before the lock was waited for.
  if exists (
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = '${schema}' and c.relname = name
  ) then
    return false;
  end if;
  execute format('create table %1$I.%2$I (like %1$I.%3$I including defaults including constraints including storage)', '${schema}', name, parent);
  execute format('alter table %1$I.%3$I attach partition %1$I.%2$I for values from (%4$L) to (%5$L)', '${schema}', name, parent, starts, ends);
  -- Nobody is granted anything on a partition; without a policy of its own it is shut even for a role that is granted something later.
  select relrowsecurity into has_rls from pg_class where oid = format('%I.%I', '${schema}', parent)::regclass;
  if has_rls then
    execute format('alter table %1$I.%2$I enable row level security', '${schema}', name);
    execute format('alter table %1$I.%2$I force row level security', '${schema}', name);
  end if;
  return true;
end $$;

create or replace function ${schema}.drop_partition(parent text, starts timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '100ms' as $$
declare
  name text := ${schema}.partition_name(parent, starts);
begin
  if not exists (
    select from pg_inherits i
    where i.inhrelid = to_regclass(format('%I.%I', '${schema}', name)) and i.inhparent = format('%I.%I', '${schema}', parent)::regclass
  ) then
    return false;
  end if;
  execute format('drop table %I.%I', '${schema}', name);
  return true;
end $$;
`;
}

import type { Statement } from '@ebbflow/persistence';

/**
 * Where runs that end now have left off. Only over what they began from: a place chosen meanwhile stays, and the run that was going on does not undo the
 * choice. One row per trigger: runs of a polling scenario go one after another.
 */
export const keepCursors: Statement = {
  name: 'keep-cursors',
  text: `
    insert into executor.trigger_cursor as stored (tenant_id, scenario_id, module_id, module, cursor_sealed, key_version, revision, moved_at)
    select kept.tenant_id, kept.scenario_id, kept.module_id, kept.module, kept.cursor_sealed, kept.key_version, kept.revision, now()
    from unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::bytea[], $6::integer[], $7::integer[])
      as kept (tenant_id, scenario_id, module_id, module, cursor_sealed, key_version, revision)
    join executor.scenario on scenario.tenant_id = kept.tenant_id and scenario.id = kept.scenario_id
    on conflict (tenant_id, scenario_id, module_id) do update set module = excluded.module, cursor_sealed = excluded.cursor_sealed,
      key_version = excluded.key_version, revision = excluded.revision, moved_at = now()
    where stored.revision = excluded.revision - 1`,
};

import type { Statement } from '@ebbflow/persistence';

/** A person says where to start ($5), or takes back that anybody ever did (null). Written as revision $7, if it is at the one before. */
export const chooseCursor: Statement = {
  name: 'choose-cursor',
  text: `
    insert into executor.trigger_cursor as stored (tenant_id, scenario_id, module_id, module, cursor_sealed, key_version, revision, chosen_at)
    values ($1, $2, $3, $4, $5, $6, $7, now())
    on conflict (tenant_id, scenario_id, module_id) do update set module = excluded.module, cursor_sealed = excluded.cursor_sealed,
      key_version = excluded.key_version, revision = excluded.revision, chosen_at = now(), moved_at = null
    where stored.revision = excluded.revision - 1
    returning chosen_at as "chosenAt"`,
};

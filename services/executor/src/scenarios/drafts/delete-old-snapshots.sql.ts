import type { Statement } from '@ebbflow/persistence';

/** Drafts that were tried long ago: 90 days are longer than any run sleeps and any incomplete execution is kept (30 days each). */
export const deleteOldSnapshots: Statement = {
  name: 'delete-old-snapshots',
  text: `
    delete from executor.scenario_version
    where tenant_id = $1 and scenario_id = $2 and not is_published and created_at < now() - interval '90 days'`,
};

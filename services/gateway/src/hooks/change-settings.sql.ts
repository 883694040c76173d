import type { Statement } from '@ebbflow/persistence';

/** Nothing when the revision is not $8 any more. Deliveries are counted anew where another number of them is set. */
export const changeSettings: Statement = {
  name: 'change-settings',
  text: `
    update gateway.hook
       set settings = $3, expires_at = $4, max_deliveries = $5,
           accepted_count = case when max_deliveries is distinct from $5 then 0 else accepted_count end,
           closed_at = case when enabled then null else closed_at end,
           updated_at = $6, updated_by = $7, revision = revision + 1
     where tenant_id = $1 and id = $2 and revision = $8
    returning token`,
};

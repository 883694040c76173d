import type { Statement } from '@ebbflow/persistence';

/** Scenarios of an organisation that is erased: off and locked, so that nothing starts one again until they are gone. */
export const stopOrganisation: Statement = {
  name: 'stop-organisation',
  text: `
    with stopped as (
      update executor.scenario
         set is_active = false, is_locked = true, deactivated_reason = 'ORGANISATION_ERASED', deactivated_at = now(),
           revision = revision + 1, updated_by = null, updated_at = now()
       where tenant_id = $1 and not is_locked returning 1
    )
    select count(*)::int as count from stopped`,
};

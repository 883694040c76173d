import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 data store */
export const findStorePlace: Statement = {
  name: 'find-data-store-place',
  text: `
    select team_id as "teamId", team_id is null as "isShared" from executor.data_store
    where tenant_id = $1 and id = $2`,
};

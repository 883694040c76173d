import type { Statement } from '@ebbflow/persistence';

export const loadVersion: Statement = {
  name: 'load-version',
  text: `
    select blueprint, octet_length(blueprint::text) as bytes
    from executor.scenario_version
    where tenant_id = $1 and scenario_id = $2 and number = $3`,
};

import type { Statement } from '@ebbflow/persistence';

/**
 * Runs of scenario $2 that ran one of the versions $3, those of which only what they put aside is left included. Reads the runs of the
 * tenant; that a connection is removed is rare.
 */
export const findRunsOfVersions: Statement = {
  name: 'find-runs-of-versions',
  text: `
    select id from executor.run where tenant_id = $1 and scenario_id = $2 and scenario_version = any($3::integer[])
    union
    select run_id from executor.incomplete_execution
     where tenant_id = $1 and scenario_id = $2 and scenario_version = any($3::integer[])`,
};

import type { Statement } from '@ebbflow/persistence';

/** Runs that have what they work on from one of these: called by it, repeating it, or taking up what it put aside. */
export const findRunsOutOf: Statement = {
  name: 'find-runs-out-of',
  text: `
    select id, scenario_id as "scenarioId" from executor.run
     where tenant_id = $1
       and (parent_run_id = any($2::text[]) or caller_run_id = any($2::text[]) or input_run_id = any($2::text[])
            or incomplete_id = any(array(
              select id from executor.incomplete_execution where tenant_id = $1 and run_id = any($2::text[]))))`,
};

import type { Statement } from '@ebbflow/persistence';

export interface ListedRun {
  readonly id: string;
  readonly scenarioId: string;
  readonly deliveryId: string | null;
  readonly inputRunId: string | null;
  readonly sealed: Buffer | null;
  readonly blob: string | null;
}

export const listRunsToSearch: Statement = {
  name: 'list-runs-to-search',
  text: `
    select id, scenario_id as "scenarioId", delivery_id as "deliveryId", input_run_id as "inputRunId", input_sealed as sealed,
      input_blob as blob
    from executor.run
    where tenant_id = $1 and id > $2 and state <> 'finished' and (input_sealed is not null or input_blob is not null)
    order by id limit 50`,
};

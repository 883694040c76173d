import type { Statement } from '@ebbflow/persistence';

export interface ListedRun {
  readonly runId: string;
  readonly scenarioId: string;
  readonly deliveryId: string | null;
  readonly inputRunId: string | null;
  readonly detailsSealed: Buffer | null;
  readonly detailsBlob: string | null;
  readonly inputSealed: Buffer | null;
  readonly inputBlob: string | null;
}

export const listRunsToSearch: Statement = {
  name: 'list-runs-to-search',
  text: `
    select run_id as "runId", scenario_id as "scenarioId", delivery_id as "deliveryId", input_run_id as "inputRunId",
      details_sealed as "detailsSealed", details_blob as "detailsBlob", input_sealed as "inputSealed", input_blob as "inputBlob"
    from log_store.execution_details
    where tenant_id = $1 and run_id > $2 and (key_version is not null or input_key_version is not null)
    order by run_id limit 50`,
};

import { keptSince } from '@ebbflow/service-host';

/** SQL of the instant up to which a finished run is hidden by what its tenant says of its lifetime. `run`: the table as it is named there. */
export function detailsKeptSince({
  now,
  longestDays,
  run = 'execution_details',
}: {
  readonly now: string;
  readonly longestDays: string;
  readonly run?: string;
}): string {
  return keptSince({
    schema: 'log_store',
    category: 'execution-details',
    tenant: `${run}.tenant_id`,
    scenario: `${run}.scenario_id`,
    now,
    longestDays,
  });
}

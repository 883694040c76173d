import type { Statement } from '@ebbflow/persistence';

export interface ParkedRunRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly scenario_id: string;
  readonly delivery_id: string | null;
  readonly input_run_id: string | null;
  readonly input_sealed: Buffer | null;
  readonly input_blob: string | null;
  readonly callback_sealed: Buffer | null;
}

/**
 * Up to $2 runs that wait and whose seals nobody has looked at since $1. Locked as a claim locks them: whoever claims meanwhile steps over
 * them, and one that is claimed is stepped over here.
 */
export const pickParkedRuns: Statement = {
  name: 'pick-parked-runs',
  text: `
    select tenant_id, id, scenario_id, delivery_id, input_run_id, input_sealed, input_blob, callback_sealed
    from executor.run
    where due_at is not null and state in ('queued', 'waiting') and coalesce(seals_looked_at, created_at) <= $1
    order by tenant_id, id limit $2
    for no key update skip locked`,
};

import type { Statement } from '@ebbflow/persistence';

/** A run asked for by a person, on the scenario's current version. No row when the scenario is not this tenant's. */
export const insertManualRun: Statement = {
  name: 'insert-manual-run',
  text: `
    insert into executor.run (tenant_id, id, scenario_id, scenario_version, trigger, state, input_sealed, key_version, due_at)
    select tenant_id, $3, id, version, 'manual', 'queued', $4::bytea, $5::integer, now()
    from executor.scenario
    where tenant_id = $1 and id = $2
    returning id`,
};

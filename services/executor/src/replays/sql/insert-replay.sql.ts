import type { Statement } from '@ebbflow/persistence';

export const insertReplay: Statement = {
  name: 'insert-replay',
  text: `
    insert into executor.replay (tenant_id, id, version_choice, run_ids, scenario_id, status, finished_from, finished_to, created_at,
      within_scenarios)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};

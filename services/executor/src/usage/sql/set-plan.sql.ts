import type { Statement } from '@ebbflow/persistence';

export const setPlan: Statement = {
  name: 'set-plan',
  text: `
    insert into executor.tenant_plan (tenant_id, plan, held_until, updated_at) values ($1, $2, $3, now())
    on conflict (tenant_id) do update set plan = excluded.plan, held_until = excluded.held_until, updated_at = now()`,
};

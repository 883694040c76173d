import type { Statement } from '@ebbflow/persistence';

export const openSteps: Statement = {
  name: 'open-erasure-steps',
  text: `
    insert into retention.erasure_step (erasure_id, phase, service, sent_at)
    select $1, $2, service, $4 from unnest($3::text[]) as service
    on conflict (erasure_id, phase, service) do update set sent_at = excluded.sent_at where erasure_step.done_at is null`,
};

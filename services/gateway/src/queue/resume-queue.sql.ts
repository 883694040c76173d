import type { Statement } from '@ebbflow/persistence';

/** A scheduled hook goes back to waiting for its runs; an instant one first hands over what was held. */
export const resumeQueue: Statement = {
  name: 'resume-queue',
  text: `
    update gateway.hook
       set queue_state = case when queue_state <> 'paused' then queue_state when mode = 'scheduled' then 'open' else 'releasing' end,
           updated_at = $3
     where tenant_id = $1 and id = $2 returning token`,
};

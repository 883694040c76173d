import type { Statement } from '@ebbflow/persistence';

export const listSteps: Statement = {
  name: 'list-erasure-steps',
  text: `
    select erasure_id as "erasureId", phase, service, sent_at as "sentAt", done_at as "doneAt", counts
    from retention.erasure_step where erasure_id = any($1::text[]) order by phase desc, service`,
};

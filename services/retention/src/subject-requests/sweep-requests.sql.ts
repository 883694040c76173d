import type { Statement } from '@ebbflow/persistence';

/** Requests that ended so long ago that nobody has to account for them any more; their steps go with them. $1 closed before */
export const sweepRequests: Statement = {
  name: 'retention.sweep-requests',
  text: `delete from retention.subject_request
    where closed_at < $1 and is_restricted is not true
      and not exists (select 1 from retention.subject_export as export
        where export.tenant_id = subject_request.tenant_id and export.request_id = subject_request.id and export.state in ('wanted', 'ready'))
    returning id`,
};

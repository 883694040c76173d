import type { Statement } from '@ebbflow/persistence';

/** Files of somebody who is going to be erased go before. $1 tenant, $2 user (null: all of the organisation), $3 until when at most */
export const shortenExports: Statement = {
  name: 'retention.shorten-subject-exports',
  text: `update retention.subject_export as export set expires_at = least(export.expires_at, $3)
    from retention.subject_request as request
    where export.tenant_id = $1 and request.tenant_id = $1 and request.id = export.request_id
      and ($2::text is null or request.user_id = $2) and export.state = 'ready'`,
};

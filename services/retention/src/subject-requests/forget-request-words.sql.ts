import type { Statement } from '@ebbflow/persistence';

/** Of who is erased it stays that requests were answered, and nothing of what was said. $1 tenant, $2 user (null: of all in the organisation) */
export const forgetRequestWords: Statement = {
  name: 'retention.forget-subject-request-words',
  text: `update retention.subject_request
    set details_sealed = null, key_version = null, extension_reason = null, denial_ground = null
    where tenant_id = $1 and ($2::text is null or user_id = $2)`,
};

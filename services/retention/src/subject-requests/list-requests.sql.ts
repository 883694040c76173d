import type { Statement } from '@ebbflow/persistence';

/** Columns of a request, named as the entity names them. */
const COLUMNS = `tenant_id as "tenantId", id, type, state, role, channel, subject_kind as "subjectKind", user_id as "userId",
  value_count as "valueCount", subject_digest as "subjectDigest", details_sealed as "detailsSealed", key_version as "keyVersion",
  opened_by as "openedBy", received_at as "receivedAt", verified_at as "verifiedAt", due_at as "dueAt",
  extension_reason as "extensionReason", extended_at as "extendedAt", reminded_at as "remindedAt", denial_reason as "denialReason",
  denial_ground as "denialGround", erasure_id as "erasureId", certificate_id as "certificateId", is_restricted as "isRestricted",
  lift_at as "liftAt", controller_id as "controllerId", controller_request_id as "controllerRequestId", told_status as "toldStatus",
  created_at as "createdAt", closed_at as "closedAt"`;

/**
 * Newest first. As an organisation it sees its own; as the worker, those of all.
 * $1 id, $2 state, $3 type, $4 user, $5 without those about users, $6 before this id, $7 how many at most
 */
export const listRequests: Statement = {
  name: 'retention.list-requests',
  text: `select ${COLUMNS} from retention.subject_request
    where ($1::text is null or id = $1) and ($2::text is null or state = $2) and ($3::text is null or type = $3)
      and ($4::text is null or user_id = $4) and (not $5::boolean or subject_kind <> 'user') and ($6::text is null or id < $6)
    order by id desc limit $7`,
};

/**
 * Something is to be done about it without anybody asking: nobody proved anything in time, it is due soon or over, a restriction is to be
 * lifted, an erasure may have ended, or its controller has not heard of its state.
 * $1 now, $2 made before then and still unverified, $3 due before then, $4 reminded before then, $5 how many at most, $6 made before then and, though
 * nobody has to decide it, not begun: whoever was about to was cut off
 */
export const listRequestsToSee: Statement = {
  name: 'retention.list-requests-to-see',
  text: `select ${COLUMNS} from retention.subject_request
    where (state = 'unverified' and created_at < $2)
      or (state = 'open' and created_at < $6 and channel <> 'staff' and not (channel = 'profile' and type = 'rectification'))
      or (state in ('open', 'in-progress') and due_at < $3 and (reminded_at is null or reminded_at < $4))
      or (is_restricted and lift_at <= $1)
      or (type = 'erasure' and state = 'in-progress' and erasure_id is not null)
      or (controller_id is not null and told_status is distinct from case state
            when 'completed' then 'completed' when 'in-progress' then 'in_progress'
            when 'unverified' then 'pending' when 'open' then 'pending' else 'cancelled' end)
    order by due_at nulls first limit $5`,
};

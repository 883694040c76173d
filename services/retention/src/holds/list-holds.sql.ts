import type { Statement } from '@ebbflow/persistence';
import type { LegalHoldEntity } from './legal-hold.entity.ts';

export type HoldRow = Pick<LegalHoldEntity, keyof LegalHoldEntity>;

/** Of all organisations, newest first. $1 only of this organisation, or null; $2 before this id; $3 how many at most */
export const listHolds: Statement = {
  name: 'retention.list-holds',
  text: `
    select tenant_id as "tenantId", id, subject_kind as "subjectKind", subject_id as "subjectId", value_salt as "valueSalt",
           value_digests as "valueDigests", law, article, reason, stores, fields, until,
           proposed_by as "proposedBy", proposed_at as "proposedAt", confirm_by as "confirmBy",
           confirmed_by as "confirmedBy", confirmed_at as "confirmedAt",
           release_proposed_by as "releaseProposedBy", release_proposed_at as "releaseProposedAt",
           release_reason as "releaseReason", released_by as "releasedBy", released_at as "releasedAt"
      from retention.legal_hold
     where ($1::text is null or tenant_id = $1) and id < $2
     order by id desc limit $3`,
};

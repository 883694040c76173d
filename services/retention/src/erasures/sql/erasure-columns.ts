/** A row of `retention.erasure` as `ErasureRow`. */
export const ERASURE_COLUMNS = `id, subject_kind as "subjectKind", subject_tenant as "subjectTenant", subject_id as "subjectId", subject_member_of as "subjectMemberOf",
  subject_sealed as "subjectSealed", subject_digest as "subjectDigest", state, approval, requested_by as "requestedBy",
  requested_for as "requestedFor", approved_by as "approvedBy", request_id as "requestId", counts, exceptions, planned_at as "plannedAt",
  approved_at as "approvedAt", begins_at as "beginsAt", shredded_at as "shreddedAt", deleted_at as "deletedAt",
  finished_at as "finishedAt", certificate_id as "certificateId", scans`;

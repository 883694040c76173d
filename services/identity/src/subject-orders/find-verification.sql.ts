import type { Statement } from '@ebbflow/persistence';

export interface VerificationRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly request_id: string;
}

/** Across tenants: the link says whose request it is. $1 hash of the token, $2 now */
export const findVerification: Statement = {
  name: 'identity.find-subject-verification',
  text: 'select tenant_id, id, request_id from identity.subject_notice where token_hash = $1 and expires_at > $2',
};

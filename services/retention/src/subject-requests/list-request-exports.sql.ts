import type { Statement } from '@ebbflow/persistence';

export interface RequestExportRow {
  readonly request_id: string;
  readonly ready_at: Date;
  readonly expires_at: Date;
  readonly size_bytes: string;
}

/** Files that can be fetched now. $1 tenants, $2 requests, $3 now */
export const listRequestExports: Statement = {
  name: 'retention.list-request-exports',
  text: `select request_id, ready_at, expires_at, size_bytes from retention.subject_export
    where (tenant_id, request_id) in (select * from unnest($1::text[], $2::text[])) and state = 'ready' and expires_at > $3`,
};

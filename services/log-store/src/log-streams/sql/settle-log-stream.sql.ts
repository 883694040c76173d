import type { Statement } from '@ebbflow/persistence';

/** What was sent was acknowledged, or there was nothing to send. */
export const settleLogStream: Statement = {
  name: 'settle-log-stream',
  text: `
    update log_store.log_stream
       set position_xid = $3::xid8, position_sequence = $4::bigint, audit_position = $5::bigint, audit_due_at = $6,
           acknowledged_at = coalesce($7, acknowledged_at), sent_count = sent_count + $8::integer, due_at = $9,
           attempts = 0, failing_since = null, last_failure = null
     where tenant_id = $1 and id = $2 and revision = $10::integer`,
};

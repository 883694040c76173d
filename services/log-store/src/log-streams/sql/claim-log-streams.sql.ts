import type { Statement } from '@ebbflow/persistence';
import { LOG_STREAM_COLUMNS } from '../log-stream-row.ts';

/** Takes up to $1 streams that have something to send; whoever takes one has it until $3. $2 is now. */
export const claimLogStreams: Statement = {
  name: 'claim-log-streams',
  text: `
    update log_store.log_stream as stream set attempts = stream.attempts + 1, due_at = $3::timestamptz
    from (
      select tenant_id, id from log_store.log_stream as waiting
      where due_at <= $2::timestamptz and not is_paused and stopped_at is null
        and (('audit' = any(sources) and audit_due_at <= $2::timestamptz) or exists (
          select from log_store.log_stream_entry as entry
          where entry.tenant_id = waiting.tenant_id and (entry.written_by, entry.sequence) > (waiting.position_xid, waiting.position_sequence)
            and entry.source = any(waiting.sources)))
      order by due_at limit $1 for update skip locked
    ) as due
    where stream.tenant_id = due.tenant_id and stream.id = due.id
    returning ${LOG_STREAM_COLUMNS}`,
};

import type { Statement } from '@ebbflow/persistence';

/** Whether a partition still holds anything after the cursor. */
export function outboxPending(schema: string): Statement {
  return {
    name: 'outbox-pending',
    text: `
      select exists (
        select from ${schema}.outbox, ${schema}.outbox_cursor as cursor
        where created_at >= $1 and created_at < $2 and (outbox.xid, outbox.id) > (cursor.xid, cursor.id)
      ) as is_pending`,
  };
}

import type { Statement } from '@ebbflow/persistence';

export function outboxCursorRead(schema: string): Statement {
  return { name: 'outbox-cursor-read', text: `select xid::text, id::text from ${schema}.outbox_cursor` };
}

/** Only ever forward: a relay that lost its lock unnoticed cannot take it back. */
export function outboxCursorAdvance(schema: string): Statement {
  return {
    name: 'outbox-cursor-advance',
    text: `update ${schema}.outbox_cursor set xid = $1::xid8, id = $2::bigint where (xid, id) < ($1::xid8, $2::bigint)`,
  };
}

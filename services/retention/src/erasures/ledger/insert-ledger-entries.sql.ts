import type { Statement } from '@ebbflow/persistence';

export const insertLedgerEntries: Statement = {
  name: 'insert-ledger-entries',
  text: `
    insert into retention.erasure_ledger (sequence, kind, digest, erasure_id, erased_at)
    select sequence, kind, digest, "erasureId", "erasedAt"
    from json_to_recordset($1::json) as line(sequence bigint, kind text, digest text, "erasureId" text, "erasedAt" timestamptz)
    on conflict do nothing`,
};

import type { Statement } from '@ebbflow/persistence';

export const findLedgerHead: Statement = {
  name: 'find-ledger-head',
  text: `select coalesce(max(sequence), 0)::int as head from retention.erasure_ledger`,
};

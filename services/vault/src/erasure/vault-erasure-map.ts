import type { ErasureMap } from '@ebbflow/service-host/erasure';

/** How erasures reach what vault keeps. */
export const VAULT_ERASURE_MAP: ErasureMap = {
  impersonal: {
    dead_letter: 'taken by the organisation its message names',
    erased_tenant: 'digests of ids that are gone; what keeps a key from being made for them again',
    inbox: 'ids of events',
    outbox_cursor: 'a position',
    period_salt: 'salts of hours, for everybody',
    restore_mark: 'which database this is',
    root_key_check: 'whose key this is, of the installation',
    wrapping_key: 'keys of the installation, sealed',
  },
  people: [
    { table: 'connection', column: 'owner_id', how: 'empty' },
    { table: 'oauth_attempt', column: 'user_id', how: 'delete' },
  ],
  named: [{ kind: 'connection', table: 'connection', column: 'id' }],
  caches: { 'leases under way': 'in memory of the executor, five minutes' },
};

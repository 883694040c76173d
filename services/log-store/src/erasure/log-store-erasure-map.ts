import type { ErasureMap } from '@ebbflow/service-host/erasure';

/** How erasures reach what the log store keeps. */
export const LOG_STORE_ERASURE_MAP: ErasureMap = {
  impersonal: {
    dead_letter: 'taken by the organisation its message names',
    inbox: 'ids of events',
    outbox_cursor: 'a position',
    restore_mark: 'which database this is',
  },
  people: [{ table: 'notification_reader', column: 'user_id', how: 'delete' }],
  blobs: 'shared',
  caches: { 'payload keys': 'in memory, at most a minute after the last use' },
};

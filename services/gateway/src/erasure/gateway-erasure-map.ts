import type { ErasureMap } from '@ebbflow/service-host/erasure';

/** How erasures reach what the gateway keeps. */
export const GATEWAY_ERASURE_MAP: ErasureMap = {
  impersonal: {
    dead_letter: 'taken by the organisation its message names',
    inbox: 'ids of events',
    outbox_cursor: 'a position',
    restore_mark: 'which database this is',
  },
  // A device's token is its row, and so is the code that pairs one.
  first: ['device', 'device_pairing'],
  people: [{ table: 'hook', column: 'updated_by', how: 'empty' }],
  named: [{ kind: 'device', table: 'device', column: 'id' }],
  blobs: 'counted',
  caches: {
    'hooks by their token': 'in memory, one second',
    'payload keys': 'in memory, at most a minute after the last use',
  },
};

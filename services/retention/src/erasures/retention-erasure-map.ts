import type { ErasureMap } from '@ebbflow/service-host/erasure';

const QUEUE = 'the job queue; its jobs name nobody';

/** How erasures reach what retention keeps. */
export const RETENTION_ERASURE_MAP: ErasureMap = {
  impersonal: {
    bam: QUEUE,
    canary: 'an organisation of nobody',
    breach: 'what happened to data, of nobody in particular',
    breach_notification: 'what authorities were told',
    breach_step: 'who of the installation did what about a breach',
    certificate: 'what erasures came to; names nobody',
    dead_letter: 'taken by the organisation its message names',
    erasure: 'forgets its subject when it is certified',
    erasure_ledger: 'keyed digests of ids that are gone',
    erasure_step: 'counts',
    held_record: 'what the law keeps, in a store of its own until it may go',
    held_record_reading: 'who of the installation read it',
    inbox: 'ids of events',
    instance: QUEUE,
    job: QUEUE,
    job_dependency: QUEUE,
    notice_version: 'versions of the notice, for everybody',
    outbox_cursor: 'a position',
    queue: QUEUE,
    queue_stats: QUEUE,
    restore_mark: 'which database this is',
    schedule: QUEUE,
    subscription: QUEUE,
    sweep: 'days that were dropped',
    verification: 'reports on the notice',
    version: QUEUE,
    warning: QUEUE,
  },
  kept: {
    legal_hold: 'Article 17(3)(b), (e) GDPR: the hold itself, which names ids only',
    subject_request:
      'Articles 5(2) and 12(3) GDPR: that the request was answered, and when; what it said is sealed under a key that is gone',
    subject_request_step: 'Articles 5(2) and 12(3) GDPR: that the request was answered, and when',
  },
  people: [{ table: 'opendsr_controller', column: 'created_by', how: 'empty' }],
  blobs: 'shared',
  caches: {},
};

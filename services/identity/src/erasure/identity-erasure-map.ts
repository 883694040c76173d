import type { ErasureMap } from '@ebbflow/service-host/erasure';

/** How erasures reach what identity keeps. */
export const IDENTITY_ERASURE_MAP: ErasureMap = {
  impersonal: {
    access_gap: 'times in which no access was written down',
    access_source: 'where accesses are told from',
    dead_letter: 'taken by the organisation its message names',
    inbox: 'ids of events',
    invoice_number: 'a number a year',
    notice_version: 'versions of the notice, for everybody',
    outbox_cursor: 'a position',
    restore_mark: 'which database this is',
  },
  emptiedElsewhere: {
    access_log: 'its own lifetime, and only that: who could read what is asked for after a breach (Article 33 GDPR)',
    newsletter_contact: 'its job, once the newsletter’s provider has forgotten the person too',
    invoice: 'moved to the restricted store of retention first',
    payment: 'moved to the restricted store of retention first',
  },
  // Whoever is signed in, or could be by what is under way.
  first: ['session', 'api_token', 'pending_sign_in', 'password_reset', 'setup_link', 'registration', 'invitation'],
  // The account itself goes last, and by foreign keys takes what a later table may have of it.
  people: [
    ...(
      [
        'session',
        'api_token',
        'pending_sign_in',
        'password_reset',
        'passkey',
        'totp',
        'recovery_code',
        'provider_account',
        'email_change',
        'mail',
        'mail_preference',
        'execution_news',
        'consent_record',
        'notice_acceptance',
        'notice_announcement',
        'ticket',
        'usage_information',
        'restriction',
        'subject_notice',
        'restriction',
        'subject_notice',
        'team_member',
        'membership',
      ] as const
    ).map((table) => ({ table, column: 'user_id', how: 'delete' }) as const),
    { table: 'ownership_transfer', column: 'from_user_id', how: 'delete' },
    { table: 'ownership_transfer', column: 'to_user_id', how: 'delete' },
    { table: 'invitation', column: 'invited_by', how: 'empty' },
    { table: 'audit_subject_key', column: 'subject_id', how: 'delete' },
    { table: 'user', column: 'id', how: 'delete' },
  ],
  caches: { 'principals at the edge': 'in memory of the console, seconds' },
};

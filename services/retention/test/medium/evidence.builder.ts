import type { AccountEvidence, ServiceEvidence } from '@ebbflow/contracts';

/** What identity says of accounts where everything is as it should be. */
export function someAccounts(more: Partial<AccountEvidence> = {}): AccountEvidence {
  return {
    organisations: [],
    passwords: [{ parameters: '$pbkdf2-sha512$i=220000', count: 1 }],
    sessions: { openCount: 0, longestIdleMs: 0, overdueCount: 0 },
    mails: { waitingCount: 0, withoutPurposeCount: 0 },
    overdueTicketCount: 0,
    unpaidAddressCount: 0,
    newsletter: { contactCount: 0, withoutConsentCount: 0 },
    unannouncedAcceptanceCount: 0,
    ...more,
  };
}

/** What a service says of its database where everything is as it should be. */
export function someEvidence(more: Partial<ServiceEvidence> = {}): ServiceEvidence {
  const role = { isSuperuser: false, bypassesRowSecurity: false, createsRoles: false, foreignSchemas: [] };
  return {
    roles: ['owner', 'app', 'writer', 'worker'].map((name) => ({ ...role, role: name })),
    ...{ strangers: [], readByWriter: [], unguardedTables: [], sealed: [], partitioned: [], blobs: null },
    columns: [
      { table: 'user', columns: ['tenant_id', 'id', 'email', 'password_hash'] },
      { table: 'usage_information', columns: ['tenant_id', 'id', 'client_ip'] },
      { table: 'payment', columns: ['tenant_id', 'id', 'result'] },
      { table: 'data_store_record', columns: ['tenant_id', 'id'] },
    ],
    ...more,
  };
}

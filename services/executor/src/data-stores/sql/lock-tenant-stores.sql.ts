import type { Statement } from '@ebbflow/persistence';

/** Whoever makes stores or gives them room waits here for the others of the tenant, so that together they stay in its bounds. */
export const lockTenantStores: Statement = {
  name: 'lock-tenant-data-stores',
  text: `select pg_advisory_xact_lock(hashtextextended('data-stores/' || $1, 0))`,
};

import type { Statement } from '@ebbflow/persistence';

/** Whoever adds a version or destroys all of them does so alone: a version added beside a destruction would outlive it. */
export const lockTenantKeys: Statement = {
  name: 'lock-tenant-keys',
  text: `select pg_advisory_xact_lock(hashtextextended('tenant-keys ' || $1, 0)) is null as locked`,
};

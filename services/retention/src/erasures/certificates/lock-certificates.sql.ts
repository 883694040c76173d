import type { Statement } from '@ebbflow/persistence';

/** The youngest. After `lockCertificateChain` and as a statement of its own: one's snapshot is taken before it waits. */
export const lockCertificates: Statement = {
  name: 'lock-certificates',
  text: `
    select sequence::int as sequence, hash from retention.certificate order by sequence desc limit 1`,
};

export const lockCertificateChain: Statement = {
  name: 'lock-certificate-chain',
  text: `select pg_advisory_xact_lock(7105010) is null as locked`,
};

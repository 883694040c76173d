import type { Statement } from '@ebbflow/persistence';

/** The notice the installation begins with, by whichever replica comes first. $1 digest, $2 summary, $3 now */
export const insertFirstNotice: Statement = {
  name: 'identity.insert-first-notice',
  text: `insert into identity.notice_version (version, digest, summary, reduces_rights, published_at, effective_at)
    values (1, $1, $2, false, $3, $3)
    on conflict (version) do nothing`,
};

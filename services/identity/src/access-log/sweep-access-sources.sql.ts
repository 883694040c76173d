import type { Statement } from '@ebbflow/persistence';

/** Sources and gaps older than any call that is kept. $1 before when */
export const sweepAccessSources: Statement = {
  name: 'identity.sweep-access-sources',
  text: `
    with gaps as (delete from identity.access_gap where to_at < $1)
    delete from identity.access_source where last_seen_at < $1`,
};

import type { Statement } from '@ebbflow/persistence';

/** This process is there, under this address; the same statement forgets those that have not been heard of for ten minutes. */
export const announceReplica: Statement = {
  name: 'announce-replica',
  text: `
    with forgotten as (
      delete from executor.replica where seen_at < now() - interval '10 minutes' and owner <> $1
    )
    insert into executor.replica (owner, url) values ($1, $2)
    on conflict (owner) do update set url = excluded.url, seen_at = now()`,
};

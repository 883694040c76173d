import type { Statement } from '@ebbflow/persistence';

/** Those that have been heard of in the last $1 milliseconds. */
export const listReplicas: Statement = {
  name: 'list-replicas',
  text: `select owner, url from executor.replica where seen_at > now() - $1::float8 * interval '1 millisecond'`,
};

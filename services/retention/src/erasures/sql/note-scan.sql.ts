import type { Statement } from '@ebbflow/persistence';

export const noteScan: Statement = {
  name: 'note-scan',
  text: `update retention.erasure set scans = scans + 1 where id = $1 returning scans`,
};

import type { Statement } from '@ebbflow/persistence';

/** $1 now */
export const deleteHeldRecords: Statement = {
  name: 'retention.delete-held-records',
  text: 'select retention.delete_held_records($1) as gone',
};

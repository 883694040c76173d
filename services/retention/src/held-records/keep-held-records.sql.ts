import type { Statement } from '@ebbflow/persistence';

/** $1 id of the ground, $2 now, $3 the records as JSON: id, record, fields, until */
export const keepHeldRecords: Statement = {
  name: 'retention.keep-held-records',
  text: 'select retention.keep_held_records($1, $2, $3::jsonb) as kept',
};

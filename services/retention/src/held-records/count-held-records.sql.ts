import type { Statement } from '@ebbflow/persistence';

/** How many are held for which ground, and when the first of them goes. */
export const countHeldRecords: Statement = {
  name: 'retention.count-held-records',
  text: 'select * from retention.count_held_records()',
};

import type { Statement } from '@ebbflow/persistence';

/** Across organisations, for staff. $1 id */
export const locateRequest: Statement = {
  name: 'retention.locate-request',
  text: 'select tenant_id from retention.subject_request where id = $1',
};

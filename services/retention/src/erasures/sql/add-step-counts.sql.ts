import type { Statement } from '@ebbflow/persistence';

/** What came late, counted to what the service has deleted already. */
export const addStepCounts: Statement = {
  name: 'add-erasure-step-counts',
  text: `
    update retention.erasure_step set counts = $4
    where erasure_id = $1 and phase = $2 and service = $3`,
};

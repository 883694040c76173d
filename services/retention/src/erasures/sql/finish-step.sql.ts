import type { Statement } from '@ebbflow/persistence';

/** The first answer counts: one that comes again has found nothing left. */
export const finishStep: Statement = {
  name: 'finish-erasure-step',
  text: `
    update retention.erasure_step set done_at = $4, counts = $5
    where erasure_id = $1 and phase = $2 and service = $3 and done_at is null returning service`,
};

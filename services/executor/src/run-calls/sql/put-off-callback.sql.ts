import type { Statement } from '@ebbflow/persistence';

/** Only if nobody else has taken it meanwhile ($4 is the number of the attempt). */
export const putOffCallback: Statement = {
  name: 'put-off-callback',
  text: `
    update executor.run_callback set due_at = $3 where tenant_id = $1 and run_id = $2 and attempts = $4`,
};

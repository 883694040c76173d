import type { Statement } from '@ebbflow/persistence';

/** $1 breach, $2 audience, $3 when, $4 by whom, $5 reference, $6 reasons for being late */
export const insertBreachNotification: Statement = {
  name: 'retention.insert-breach-notification',
  text: `
    insert into retention.breach_notification (breach_id, audience, notified_at, notified_by, reference, late_reason)
    values ($1, $2, $3, $4, $5, $6)`,
};

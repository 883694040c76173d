import type { Statement } from '@ebbflow/persistence';

/** Payments whose year ended before the instant. $1 now less the time they are held */
export const sweepPayments: Statement = {
  name: 'identity.sweep-payments',
  text: `delete from identity.payment where paid_at < date_trunc('year', $1::timestamptz, 'UTC')`,
};

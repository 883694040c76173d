import type { Statement } from '@ebbflow/persistence';

/** The youngest stays, whichever replica measured it. $1 when it was measured, $2 the report and its signature */
export const keepVerification: Statement = {
  name: 'keep-verification',
  text: `
    insert into retention.verification (measured_at, verification) values ($1, $2)
    on conflict (singleton) do update set measured_at = excluded.measured_at, verification = excluded.verification
     where retention.verification.measured_at <= excluded.measured_at`,
};

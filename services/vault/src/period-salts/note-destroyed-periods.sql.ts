import type { Statement } from '@ebbflow/persistence';

/**
 * At $1 there is no salt any more of any period that is over by $2. The row stays as evidence. By the clock and not by what was removed: also
 * that of a folder that was lost is not there any more.
 */
export const noteDestroyedPeriods: Statement = {
  name: 'note-destroyed-periods',
  text: `
    update vault.period_salt set destroyed_at = $1
     where destroyed_at is null and to_timestamp((hour + 1) * 3600.0) + lifetime_days * interval '24 hours' <= $2
    returning hour`,
};

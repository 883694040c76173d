import type { Statement } from '@ebbflow/persistence';

/** Holds that were over before $1: released, lapsed without a second person, or past their end. */
export const sweepHolds: Statement = {
  name: 'retention.sweep-holds',
  text: `
    delete from retention.legal_hold
     where coalesce(released_at, least(until, case when confirmed_at is null then confirm_by end)) < $1
    returning 1 as gone`,
};

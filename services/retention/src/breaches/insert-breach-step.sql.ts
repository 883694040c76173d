import type { Statement } from '@ebbflow/persistence';

/** A reminder that was given already is none; then no row comes back. $1 breach, $2 when, $3 step, $4 by whom, $5 facts as JSON */
export const insertBreachStep: Statement = {
  name: 'retention.insert-breach-step',
  text: `
    insert into retention.breach_step (breach_id, at, step, by, facts) values ($1, $2, $3, $4, $5::jsonb)
    on conflict (breach_id, (facts ->> 'hours')) where step = 'reminded' do nothing
    returning 1 as added`,
};

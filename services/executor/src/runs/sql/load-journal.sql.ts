import type { Statement } from '@ebbflow/persistence';

/** What earlier attempts of these runs left behind. Read after the claim is in force, so that a fenced-out writer cannot add to it. */
export const loadJournal: Statement = {
  name: 'load-journal',
  text: `
    select journal.run_id, journal.step_key, journal.outcome_sealed, journal.key_version
    from unnest($1::text[], $2::text[]) as held (tenant_id, run_id)
    join executor.run_journal as journal on journal.tenant_id = held.tenant_id and journal.run_id = held.run_id`,
};

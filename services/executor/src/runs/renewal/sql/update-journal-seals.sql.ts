import type { Statement } from '@ebbflow/persistence';

export const updateJournalSeals: Statement = {
  name: 'update-journal-seals',
  text: `
    update executor.run_journal as journal set outcome_sealed = new.outcome_sealed, key_version = new.key_version
    from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::integer[])
      as new (tenant_id, run_id, step_key, outcome_sealed, key_version)
    where journal.tenant_id = new.tenant_id and journal.run_id = new.run_id and journal.step_key = new.step_key`,
};

import type { Statement } from '@ebbflow/persistence';

/**
 * Outcomes of many runs at once, each only while its writer holds the lease: the token is tested in the same statement.
 * `for share` makes append and claim exclude each other; without it a claim could slip between test and commit, read the
 * journal without this outcome, and call a finished side effect again. `do nothing`: a batch whose commit was not confirmed
 * is written a second time. Answers the runs whose lease still holds.
 */
export const appendJournal: Statement = {
  name: 'append-journal',
  text: `
    with entry as (
      select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bytea[], $6::integer[])
        as entry (tenant_id, run_id, lease_token, step_key, outcome_sealed, key_version)
    ),
    held as (
      select run.tenant_id, run.id, run.lease_token from executor.run
      where (run.tenant_id, run.id, run.lease_token) in (select tenant_id, run_id, lease_token from entry)
        and run.state = 'running'
      order by run.tenant_id, run.id
      for share of run
    ),
    stored as (
      insert into executor.run_journal (tenant_id, run_id, step_key, outcome_sealed, key_version)
      select entry.tenant_id, entry.run_id, entry.step_key, entry.outcome_sealed, entry.key_version
      from entry join held on held.tenant_id = entry.tenant_id and held.id = entry.run_id and held.lease_token = entry.lease_token
      on conflict (tenant_id, run_id, step_key) do nothing
    )
    select id, lease_token from held`,
};

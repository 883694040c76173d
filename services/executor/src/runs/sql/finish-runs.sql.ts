import type { Statement } from '@ebbflow/persistence';

/**
 * The end of many runs: state, and everything that was only needed to go on (input and journal) forgotten. Only from
 * `running` and only with the token of the lease, so that a finished run cannot change and a worker that lost its
 * lease cannot finish. Answers the runs that ended here; only these may be announced.
 */
export const finishRuns: Statement = {
  name: 'finish-runs',
  text: `
    with finished as (
      update executor.run set state = 'finished', status = ended.status, operations = ended.operations, finished_at = ended.finished_at,
        lease_owner = null, due_at = null, lane_held = false, input_sealed = null, input_blob = null, key_version = null, reply_to = null, traceparent = null,
        callback_sealed = null
      from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::integer[], $6::timestamptz[])
        as ended (tenant_id, id, lease_token, status, operations, finished_at)
      where run.tenant_id = ended.tenant_id and run.id = ended.id and run.lease_token = ended.lease_token and run.state = 'running'
      returning run.tenant_id, run.id, run.lease_token, run.lane
    ),
    forgotten as (
      delete from executor.run_journal as journal using finished
      where journal.tenant_id = finished.tenant_id and journal.run_id = finished.id
    )
    select tenant_id, id, lease_token, lane from finished`,
};

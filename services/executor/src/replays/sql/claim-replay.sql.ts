import type { Statement } from '@ebbflow/persistence';

/** The replay that has waited longest for its next page. Nobody else works on it for a minute; the token fences off who took longer. */
export const claimReplay: Statement = {
  name: 'claim-replay',
  text: `
    with next as (
      select tenant_id, id from executor.replay
      where finished_at is null and (leased_until is null or leased_until <= now())
      order by leased_until nulls first
      limit 1
      for no key update skip locked
    )
    update executor.replay set leased_until = now() + interval '1 minute', lease_token = replay.lease_token + 1
    from next
    where replay.tenant_id = next.tenant_id and replay.id = next.id
    returning replay.tenant_id as "tenantId", replay.id, replay.version_choice as version, replay.run_ids as "runIds",
      replay.scenario_id as "scenarioId", replay.status, replay.finished_from as "from", replay.finished_to as "to",
      replay.position, replay.page_cursor as cursor, replay.lease_token as "leaseToken",
      replay.within_scenarios as within`,
};

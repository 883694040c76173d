import type { Statement } from '@ebbflow/persistence';

/**
 * Those of the gathered news no mail waits for. A statement of its own, after the rows of the news are taken: within the one that gathers, a
 * mail whose sending ended while that waited for the row would still be seen. $1 tenants, $2 users, $3 scenarios, $4 now
 */
export const findUnqueuedNews: Statement = {
  name: 'identity.find-unqueued-news',
  text: `select gathered.tenant_id, gathered.user_id, gathered.scenario_id
    from unnest($1::text[], $2::text[], $3::text[]) as gathered(tenant_id, user_id, scenario_id)
    where not exists (
      select from identity.mail where mail.tenant_id = gathered.tenant_id and mail.user_id = gathered.user_id
        and mail.subject_id = gathered.scenario_id and mail.kind = 'execution-news' and mail.expires_at > $4)`,
};

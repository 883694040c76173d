import type { Statement } from '@ebbflow/persistence';

export interface GatheredNewsRow {
  readonly tenant_id: string;
  readonly user_id: string;
  readonly scenario_id: string;
  readonly mailed_at: Date | null;
}

/**
 * Adds a batch of news for everybody in the organisation who wants it, kept where the person is kept. In the order of the key, so that two
 * batches cannot wait for each other. $1 tenants, $2 scenarios, $3 errors, $4 warnings, $5 deactivated, $6 runs, $7 now
 */
export const gatherExecutionNews: Statement = {
  name: 'identity.gather-execution-news',
  text: `insert into identity.execution_news as news
      (tenant_id, user_id, scenario_id, errors, warnings, is_deactivated, run_id, updated_at)
    select membership.home_tenant_id, membership.user_id, given.scenario_id, given.errors, given.warnings, given.is_deactivated, given.run_id, $7
    from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::boolean[], $6::text[])
      as given(tenant_id, scenario_id, errors, warnings, is_deactivated, run_id)
    join identity.membership as membership on membership.tenant_id = given.tenant_id
    left join identity.mail_preference as preference on preference.tenant_id = membership.home_tenant_id
      and preference.user_id = membership.user_id and preference.purpose = 'execution-news'
    where coalesce(preference.is_wanted, true)
    order by membership.home_tenant_id, membership.user_id, given.scenario_id
    on conflict (tenant_id, user_id, scenario_id) do update set
      errors = news.errors + excluded.errors,
      warnings = news.warnings + excluded.warnings,
      is_deactivated = news.is_deactivated or excluded.is_deactivated,
      run_id = coalesce(excluded.run_id, news.run_id),
      updated_at = excluded.updated_at
    returning tenant_id, user_id, scenario_id, mailed_at`,
};

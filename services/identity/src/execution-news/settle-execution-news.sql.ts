import type { Statement } from '@ebbflow/persistence';

/**
 * Takes off what was told and leaves what came meanwhile, a deactivation too. $1 tenant, $2 user, $3 scenario, $4 errors told, $5 warnings
 * told, $6 was it told that the scenario is switched off?, $7 now
 */
export const settleExecutionNews: Statement = {
  name: 'identity.settle-execution-news',
  text: `update identity.execution_news
    set errors = errors - $4, warnings = warnings - $5, is_deactivated = is_deactivated and not $6, mailed_at = $7
    where tenant_id = $1 and user_id = $2 and scenario_id = $3
    returning errors > 0 or warnings > 0 or is_deactivated as is_more`,
};

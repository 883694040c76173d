import type { Statement } from '@ebbflow/persistence';

/**
 * Takes off what was told and leaves what came meanwhile. $1 tenant, $2 user, $3 scenario, $4 errors told, $5 warnings told, $6 now
 */
export const settleExecutionNews: Statement = {
  name: 'identity.settle-execution-news',
  text: `update identity.execution_news
    set errors = errors - $4, warnings = warnings - $5, is_deactivated = false, mailed_at = $6
    where tenant_id = $1 and user_id = $2 and scenario_id = $3
    returning errors > 0 or warnings > 0 as is_more`,
};

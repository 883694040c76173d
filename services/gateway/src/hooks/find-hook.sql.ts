import type { HookDetails } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface HookRecord extends Pick<
  HookDetails,
  | 'id'
  | 'scenarioId'
  | 'moduleId'
  | 'kind'
  | 'enabled'
  | 'responds'
  | 'confidential'
  | 'mode'
  | 'queueState'
  | 'apiKeys'
> {
  readonly token: string;
  /** As stored; what is missing is at its default. */
  readonly settings: object;
  readonly acceptedCount: number;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: string | null;
  readonly closedAt: Date | null;
}

/** Without the hashes of its API keys: nobody who asks for a hook has use for them. */
export const findHook: Statement = {
  name: 'find-hook',
  text: `
    select id, scenario_id as "scenarioId", module_id as "moduleId", kind, enabled, responds, confidential, mode,
           queue_state as "queueState", token, settings, accepted_count as "acceptedCount", revision, created_at as "createdAt",
           updated_at as "updatedAt", updated_by as "updatedBy", closed_at as "closedAt",
           (select coalesce(jsonb_agg(key - 'hash'), '[]') from jsonb_array_elements(api_keys) as key) as "apiKeys"
      from gateway.hook
     where tenant_id = $1 and id = $2`,
};

import type { Statement } from '@ebbflow/persistence';

/** Across tenants, by the worker role: whoever knocks has no tenant before its hook is found. */
export const findHookByToken: Statement = {
  name: 'find-hook-by-token',
  text: `
    select tenant_id as "tenantId", id, scenario_id as "scenarioId", kind, enabled, closed_at is not null as "isClosed",
           accepted_count as "acceptedCount", responds, confidential, mode, queue_state as "queueState", options, settings, structure, is_learning as "isLearning",
           array(select key ->> 'hash' from jsonb_array_elements(api_keys) as key) as "apiKeyHashes"
      from gateway.hook
     where token = $1`,
};

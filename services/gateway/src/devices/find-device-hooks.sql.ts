import type { Statement } from '@ebbflow/persistence';

/** The open hooks that watch this device, of any kind of event. */
export const findDeviceHooks: Statement = {
  name: 'find-device-hooks',
  text: `
    select tenant_id as "tenantId", id, scenario_id as "scenarioId", kind, enabled, closed_at is not null as "isClosed",
           accepted_count as "acceptedCount", responds, confidential, mode, queue_state as "queueState", options, settings, structure, is_learning as "isLearning",
           array[]::text[] as "apiKeyHashes"
      from gateway.hook
     where tenant_id = $1 and kind = 'device' and options -> 'watch' ->> 'deviceId' = $2 and enabled and closed_at is null`,
};

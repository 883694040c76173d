import type { Statement } from '@ebbflow/persistence';

/** A page by id, oldest first. */
export const listDevices: Statement = {
  name: 'list-devices',
  text: `
    select tenant_id as "tenantId", id, name, platform, is_location_on as "isLocationOn", paired_at as "pairedAt",
           last_seen_at as "lastSeenAt"
      from gateway.device where tenant_id = $1 and id > $2 order by id limit $3`,
};

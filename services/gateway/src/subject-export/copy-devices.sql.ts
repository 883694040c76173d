import type { Statement } from '@ebbflow/persistence';

/** Devices, without what they show who they are with. $1 tenant, $2 after this key, $3 how many at most */
export const copyDevices: Statement = {
  name: 'gateway.copy-devices',
  text: `select id as key, id, name, platform, is_location_on as "isLocationOn", paired_at as "pairedAt", last_seen_at as "lastSeenAt"
    from gateway.device where tenant_id = $1 and id > $2 order by id limit $3`,
};

import type { Statement } from '@ebbflow/persistence';

/** By the worker role: whoever knocks has no tenant before its device is found. Says that it was seen, once a minute. */
export const findDeviceByToken: Statement = {
  name: 'find-device-by-token',
  text: `
    with found as (
      select tenant_id, id, name, platform, public_key, is_location_on, paired_at, last_seen_at
        from gateway.device where token_hash = $1
    ), seen as (
      update gateway.device set last_seen_at = $2 from found
       where device.tenant_id = found.tenant_id and device.id = found.id
         and device.last_seen_at < $2::timestamptz - interval '1 minute'
    )
    select tenant_id as "tenantId", id, name, platform, public_key as "publicKey", is_location_on as "isLocationOn",
           paired_at as "pairedAt", last_seen_at as "lastSeenAt"
      from found`,
};

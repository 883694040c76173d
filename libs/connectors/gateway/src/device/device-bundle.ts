import { isBundle, type Bundle, type Value } from '@ebbflow/connector-sdk';

/**
 * One event of a device as `device:WatchEvents` gives it: `{ deviceId, deviceName, platform, eventId, kind, occurredAt }` and the fields
 * of the event. The gateway has checked it; a photo becomes a file.
 */
export function deviceBundle(event: Value): Bundle {
  const { device, id, kind, occurredAt, data } = isBundle(event) ? event : {};
  const { id: deviceId, name: deviceName, platform } = isBundle(device) ? device : {};
  const fields = isBundle(data) ? data : {};
  return {
    deviceId,
    deviceName,
    platform,
    eventId: id,
    kind,
    occurredAt: typeof occurredAt === 'string' ? new Date(occurredAt) : null,
    ...(kind === 'photo' ? photo(fields) : fields),
  };
}

function photo({ fileName, mime, data }: Bundle): Bundle {
  const bytes = new Uint8Array(Buffer.from(typeof data === 'string' ? data : '', 'base64'));
  return { fileName, mime, fileSize: bytes.byteLength, data: bytes };
}

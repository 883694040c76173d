import { z } from 'zod';

const phoneNumber = z.string().max(64).describe('As the device shows it; may be a short code or "private".');
const contactName = z.string().max(200).optional();
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const base = {
  id: id.describe('Made by the device; the same id again is the same event, whatever else it says.'),
  occurredAt: z.iso.datetime({ offset: true }).describe('By the clock of the device.'),
};

/** Largest photo, in bytes; base64 makes four characters of three. */
export const MAX_PHOTO_BYTES = 5_242_880;

/** One thing that happened on a device. `location` is refused unless the device has turned it on. */
export const deviceEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('call'),
    data: z.strictObject({
      direction: z.enum(['incoming', 'outgoing', 'missed']),
      number: phoneNumber,
      contactName,
      durationSeconds: z.int().min(0).max(604_800).optional(),
    }),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('sms'),
    data: z.strictObject({
      direction: z.enum(['incoming', 'outgoing']),
      number: phoneNumber,
      contactName,
      text: z.string().max(10_000),
    }),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('notification'),
    data: z.strictObject({ app: z.string().max(200), title: z.string().max(1_000), text: z.string().max(10_000) }),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('battery'),
    data: z.strictObject({ levelPercent: z.number().min(0).max(100), isCharging: z.boolean() }),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('photo'),
    data: z.strictObject({
      fileName: z.string().min(1).max(255),
      mime: z.string().regex(/^image\/[\w.+-]{1,64}$/),
      /** Base64. The device takes the place out of the picture first unless location is on. */
      data: z.base64().max(Math.ceil(MAX_PHOTO_BYTES / 3) * 4),
    }),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('location'),
    data: z.strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      accuracyMetres: z.number().min(0).max(1_000_000).optional(),
      altitudeMetres: z.number().min(-20_000).max(100_000).optional(),
      speedMetresPerSecond: z.number().min(0).max(12_000).optional(),
      headingDegrees: z.number().min(0).max(360).optional(),
    }),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('button'),
    data: z.strictObject({ label: z.string().max(200), text: z.string().max(10_000).optional() }),
  }),
]);
export type DeviceEvent = z.infer<typeof deviceEventSchema>;

export const DEVICE_EVENT_KINDS = ['call', 'sms', 'notification', 'battery', 'photo', 'location', 'button'] as const;
export const deviceEventKindSchema = z.enum(DEVICE_EVENT_KINDS);

/** Which events of which device start the scenario. */
export const deviceWatchSchema = z.object({
  deviceId: z.string().max(64),
  kinds: z.array(deviceEventKindSchema).min(1).max(DEVICE_EVENT_KINDS.length),
});
export type DeviceWatch = z.infer<typeof deviceWatchSchema>;

/** `POST /device/v1/events`: up to 100 at once. All are refused when one is malformed, so that nothing is half-saved. */
export const deviceEventsSchema = z.strictObject({ events: z.array(deviceEventSchema).min(1).max(100) });
/** Ids in the order sent. A device may forget every event that is named here: it is stored, or nothing wanted it. */
export const deviceEventsTakenSchema = z.object({
  accepted: z.array(z.string()),
  /** Taken earlier already. */
  duplicates: z.array(z.string()),
});
export type DeviceEventsTaken = z.infer<typeof deviceEventsTakenSchema>;

export const devicePlatformSchema = z.enum(['android', 'ios']);

/** `POST /v1/devices/pairings`: what a device scans. The code works once, until `expiresAt`. */
export const devicePairingSchema = z.object({
  code: z.string(),
  expiresAt: z.iso.datetime(),
  /** What the QR code says: `ebbflow://pair?url=…&code=…`. */
  payload: z.string(),
  /** The QR code as an SVG document. */
  qrSvg: z.string(),
});
export type DevicePairing = z.infer<typeof devicePairingSchema>;

/** `POST /device/v1/pairings/redeem`, by the device. */
export const redeemPairingSchema = z.strictObject({
  code: z.string().max(64),
  name: z.string().trim().min(1).max(100),
  platform: devicePlatformSchema,
  /** X25519, 32 raw bytes in base64url. Commands are sealed to it, so that only this device reads them. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
/** `token` is shown this once and never again: the device sends it as `Authorization: Bearer …`. */
export const pairedDeviceSchema = z.object({ deviceId: z.string(), token: z.string() });
export type PairedDevice = z.infer<typeof pairedDeviceSchema>;

/** `GET /v1/devices` for people, `GET /device/v1/me` for the device itself. */
export const deviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  platform: devicePlatformSchema,
  /** Turned on by the device alone, and off by it or by unpairing it. */
  isLocationOn: z.boolean(),
  pairedAt: z.iso.datetime(),
  /** When it last said something, to a minute. */
  lastSeenAt: z.iso.datetime(),
});
export type Device = z.infer<typeof deviceSchema>;
export const deviceListSchema = z.object({ items: z.array(deviceSchema), nextCursor: z.string().nullable() });
export type DeviceList = z.infer<typeof deviceListSchema>;

/** `PUT /device/v1/location`. Off deletes every location that was ever stored, before it is answered. */
export const deviceLocationSchema = z.strictObject({ enabled: z.boolean() });

/** A JSON value inside the arguments of a command. */
const argumentsSchema = z.record(z.string().max(100), z.json());
const commandName = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

/** `POST /internal/v1/devices/{deviceId}/commands` (executor only). Idempotent by `requestKey`. */
export const sendCommandSchema = z.object({
  tenantId: z.string(),
  requestKey: z.string().min(1).max(200),
  name: commandName,
  /** At most 32 KiB as JSON. */
  arguments: argumentsSchema,
  ttlSeconds: z.int().min(10).max(604_800),
});
export const sentCommandSchema = z.object({ commandId: z.string(), expiresAt: z.iso.datetime() });
export type SentCommand = z.infer<typeof sentCommandSchema>;

/** `GET /device/v1/commands?wait=25`: what the device is to do, oldest first. The same ones again until they are acknowledged or expire. */
export const deviceCommandsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** HPKE, base mode (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; `info` empty, `aad` is the command's id. Base64. */
      encapsulatedKey: z.string(),
      /** Opens to `{ name, arguments }` as JSON. Base64. */
      sealed: z.string(),
      expiresAt: z.iso.datetime(),
    }),
  ),
});
export type DeviceCommands = z.infer<typeof deviceCommandsSchema>;

export * from './crypto.errors.ts';
export * from './open-payload.ts';
export { type PayloadHeader, readPayloadHeader } from './payload-header.ts';
export type { SealContext } from './seal-context.ts';
export { ENVELOPE_OVERHEAD_BYTES, sealPayload } from './seal-payload.ts';
export { TenantKey } from './tenant-key.ts';
export * from './tenant-key-source.ts';
export * from './tenant-keys.ts';
export * from './tenant-keys.config.ts';

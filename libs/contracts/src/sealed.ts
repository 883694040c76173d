import { z } from 'zod';

/**
 * Ciphertext as it travels and rests. `keyVersion` names the tenant's payload key; `bytes` is base64 of the envelope
 * that libs/crypto wrote. Above 256 KiB the bytes lie in the blob store and `blob` is their opaque id.
 */
export const sealedSchema = z.union([
  z.object({ keyVersion: z.int().positive(), bytes: z.string() }),
  z.object({ keyVersion: z.int().positive(), blob: z.string() }),
]);
export type Sealed = z.infer<typeof sealedSchema>;

/** Sealed payloads up to this many bytes travel inside an event; larger ones go to the blob store. */
export const SEALED_INLINE_MAX_BYTES = 262_144;

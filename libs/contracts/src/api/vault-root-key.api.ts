import { z } from 'zod';
import { keyPurposeSchema } from './vault.api.ts';

/**
 * `GET /internal/v1/root-key` and `POST /internal/v1/root-key/rotations` (vault's own key only: the terminal on its machine). A rotation
 * looks at the settings and their files again, puts a new wrapping key under the root key they name and rewraps every tenant's key under
 * it, while everything runs; 202, and once more does no harm. `CONFIG.INVALID` when the keys named now do not open what is stored.
 */
export const rootKeyStatusSchema = z.object({
  /** `settled`: everything lies under one wrapping key. */
  state: z.enum(['settled', 'rotating']),
  /** Fingerprint of the root key in use: 16 hex digits, or the ARN of a key in AWS KMS. */
  rootKey: z.string(),
  /** Of the one before, where the settings still name it. */
  previousRootKey: z.string().nullable(),
  /** Which root key the youngest wrapping key lies under; another one than `rootKey` means that a rotation is due. */
  sealedUnder: z.string(),
  /** Of the youngest wrapping key: 1, and one more with each rotation. */
  generation: z.int().positive(),
  /** Keys of tenants that are not destroyed, and those of them a rotation has not come to. */
  keys: z.object({ total: z.int(), toRewrap: z.int() }),
});
export type RootKeyStatus = z.infer<typeof rootKeyStatusSchema>;

/** `POST /internal/v1/tenant-keys/rotations` (vault's own key only): a younger version of each of the organisation's keys. 410 `VAULT.KEY_DESTROYED`. */
export const rotateTenantKeysSchema = z.object({ tenantId: z.string() });

/** `GET /internal/v1/tenant-keys/{tenantId}` (vault, retention): youngest first by purpose. `destroyed` with a younger active version beside it: retired. */
export const tenantKeyVersionsSchema = z.object({
  items: z.array(
    z.object({
      purpose: keyPurposeSchema,
      version: z.int().positive(),
      state: z.enum(['active', 'destroyed']),
      createdAt: z.iso.datetime(),
      destroyedAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type TenantKeyVersions = z.infer<typeof tenantKeyVersionsSchema>;
export type TenantKeyVersion = TenantKeyVersions['items'][number];

/** `DELETE /internal/v1/tenant-keys/{tenantId}` (vault, retention): destroys all keys of the organisation for good; whoever caches one uses it for a minute more at most. Idempotent; `destroyed` counts those this call destroyed. */
export const destroyedTenantKeysSchema = z.object({ destroyed: z.int() });
export type DestroyedTenantKeys = z.infer<typeof destroyedTenantKeysSchema>;

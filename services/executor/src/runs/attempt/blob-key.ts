import { randomBytes } from 'node:crypto';
import { openPayload, type SealContext, sealPayload, TenantKey, type TenantKeys } from '@ebbflow/crypto';
import type { AttemptScope } from './attempt-scope.ts';
import { untilAnswered } from './until-answered.ts';

/** Where a blob's own key stands: in its id, beside the version of the tenant's key it is wrapped under and what both are bound to. */
export interface WrappedBlobKey {
  readonly version: number;
  readonly object: string;
  /** Undefined in ids from before blobs had keys of their own: then the tenant's key itself sealed it. */
  readonly wrapped: string | undefined;
}

const KEY_BYTES = 32;

/**
 * A key of its own for each file and spilled bundle of a run, wrapped under the tenant's key and carried by the blob's id. The id stands in
 * the run's journal and nowhere else, sealed under a period; when nobody opens the journal any more, nobody opens the blob, in no backup of
 * either. So a blob of any size is never sealed again while a run waits: its id is, with the journal. Wrapped, because an id may be seen:
 * to a scenario a large file is its id and size, and it may send both somewhere.
 */
export async function newBlobKey(
  scope: AttemptScope,
  keys: TenantKeys,
  object: string,
): Promise<{ readonly key: TenantKey; readonly version: number; readonly wrapped: string }> {
  const { tenantId } = scope.run;
  const outer = await untilAnswered(scope, () => keys.current(tenantId));
  const bytes = randomBytes(KEY_BYTES);
  const key = new TenantKey(tenantId, outer.version, bytes);
  const wrapped = sealPayload(outer, contextOf(tenantId, object), bytes).toString('base64url');
  bytes.fill(0);
  return { key, version: outer.version, wrapped };
}

/** @throws CannotOpenError for another blob's, KeyDestroyedError */
export async function blobKeyOf(
  scope: AttemptScope,
  keys: TenantKeys,
  { version, object, wrapped }: WrappedBlobKey,
): Promise<TenantKey> {
  const { tenantId } = scope.run;
  const outer = await untilAnswered(scope, () => keys.version(tenantId, version));
  if (wrapped === undefined) return outer;
  const bytes = openPayload(outer, contextOf(tenantId, object), Buffer.from(wrapped, 'base64url'));
  const key = new TenantKey(tenantId, version, bytes);
  bytes.fill(0);
  return key;
}

function contextOf(tenant: string, object: string): SealContext {
  return { tenant, object, field: 'run.blob-key', version: 1 };
}

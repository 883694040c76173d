import type { FilePort, StoredFile } from '@ebbflow/connector-sdk';
import { openPayload, sealPayload, type TenantKey, type TenantKeys } from '@ebbflow/crypto';
import { newUuid } from '@ebbflow/kernel';
import { newBlobId } from '@ebbflow/persistence';
import type { AttemptScope } from './attempt-scope.ts';
import { blobKeyOf, newBlobKey } from './blob-key.ts';
import { frameHeader, frames, readFrames } from './file-frames.ts';
import type { SpillStore } from './run-spill.ts';
import { untilAnswered } from './until-answered.ts';

/**
 * Files too large for a bundle, sealed frame by frame on their way into the blob store and opened frame by frame on their way out: a file
 * of any size needs a few megabytes of memory. A frame is bound to its place and to whether it is the last, so that frames can
 * neither be swapped nor cut off. Written down like spilled bundles, and gone with the run, but for those an incomplete execution keeps.
 */
export class RunFiles implements FilePort {
  readonly #scope: AttemptScope;
  readonly #keys: TenantKeys;
  readonly #store: SpillStore;

  constructor(scope: AttemptScope, keys: TenantKeys, store: SpillStore) {
    this.#scope = scope;
    this.#keys = keys;
    this.#store = store;
  }

  /** The id is `<key version>/<run>/<what it is bound to>/<blob>/<its own key>`: an incomplete execution is taken up by another run. */
  async write(chunks: AsyncIterable<Uint8Array>): Promise<StoredFile> {
    const { tenantId, runId } = this.#scope.run;
    const object = `${runId}/${newUuid()}`;
    const { key, version, wrapped } = await newBlobKey(this.#scope, this.#keys, object);
    const blob = newBlobId();
    this.#scope.spilledBlobs.add(blob);
    await untilAnswered(this.#scope, () => this.#store.writeDown({ tenantId, runId, blobId: blob }));
    const written = { size: 0 };
    await this.#store.blobs.putStream(tenantId, sealed(chunks, key, { tenantId, object, written }), blob);
    return { id: `${String(version)}/${object}/${blob}/${wrapped}`, size: written.size };
  }

  async *read(id: string): AsyncGenerator<Uint8Array> {
    const [version = '', runId = '', uuid = '', blob = '', wrapped] = id.split('/');
    const { tenantId } = this.#scope.run;
    const object = `${runId}/${uuid}`;
    const key = await blobKeyOf(this.#scope, this.#keys, { version: Number(version), object, wrapped });
    for await (const { index, isLast, bytes } of readFrames(this.#store.blobs.getStream(tenantId, blob))) {
      yield openPayload(key, frameContext(tenantId, object, index, isLast), bytes);
    }
  }
}

/** The blob behind an id that `RunFiles.write` answered. */
export function blobOfFile(id: string): string {
  return id.split('/')[3] ?? '';
}

async function* sealed(
  chunks: AsyncIterable<Uint8Array>,
  key: TenantKey,
  { tenantId, object, written }: { tenantId: string; object: string; written: { size: number } },
): AsyncGenerator<Buffer> {
  for await (const { index, isLast, bytes } of frames(chunks)) {
    written.size += bytes.length;
    const frame = sealPayload(key, frameContext(tenantId, object, index, isLast), bytes);
    yield frameHeader(frame.length, isLast);
    yield frame;
  }
}

function frameContext(tenant: string, object: string, index: number, isLast: boolean) {
  return { tenant, object: `${object}/${String(index)}`, field: isLast ? 'run.file.last' : 'run.file', version: 1 };
}

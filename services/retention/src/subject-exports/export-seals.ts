import { subjectExportContext } from '@ebbflow/contracts';
import { openPayload, sealPayload, type TenantKey } from '@ebbflow/crypto';
import { DefectError } from '@ebbflow/kernel';

/** What is sealed at a time; what a file takes of memory is a few of these. */
const PIECE_BYTES = 262_144;
const LENGTH_BYTES = 4;

/** Which stream of an export it is: part of what each piece is bound to. */
export interface SealedStream {
  readonly tenantId: string;
  readonly object: string;
}

/** In pieces, each under its place and the last under its own name: none can be left out, moved, or cut off at the end. */
export async function* sealStream(
  key: TenantKey,
  { tenantId, object }: SealedStream,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let place = 0;
  let waiting: Buffer[] = [];
  let bytes = 0;
  const seal = (plain: Buffer, isLast: boolean): Buffer => {
    const sealed = sealPayload(key, subjectExportContext(tenantId, object, place++, isLast), plain);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(sealed.length);
    return Buffer.concat([length, sealed]);
  };
  for await (const chunk of chunks) {
    waiting.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes <= PIECE_BYTES) continue;
    const all = Buffer.concat(waiting, bytes);
    // Never all that waits: the last piece, which is not known to be the last before the end, must have something of it.
    const whole = Math.floor((bytes - 1) / PIECE_BYTES) * PIECE_BYTES;
    for (let at = 0; at < whole; at += PIECE_BYTES) yield seal(all.subarray(at, at + PIECE_BYTES), false);
    waiting = [all.subarray(whole)];
    bytes -= whole;
  }
  yield seal(Buffer.concat(waiting, bytes), true);
}

/** @throws CannotOpenError for a changed, missing or moved piece, DefectError `RETENTION.EXPORT_CUT_SHORT` for one that ends too early */
export async function* openStream(
  key: TenantKey,
  { tenantId, object }: SealedStream,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let place = 0;
  let rest: Buffer = Buffer.alloc(0);
  let held: Buffer | undefined;
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const length = rest.length < LENGTH_BYTES ? undefined : rest.readUInt32BE();
      if (length === undefined || rest.length < LENGTH_BYTES + length) break;
      // Only what comes after tells that this one is not the last.
      if (held !== undefined) yield openPayload(key, subjectExportContext(tenantId, object, place++, false), held);
      held = rest.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
      rest = rest.subarray(LENGTH_BYTES + length);
    }
  }
  if (held === undefined || rest.length > 0)
    throw new DefectError('RETENTION.EXPORT_CUT_SHORT', 'A sealed export ends in the middle of a piece.');
  yield openPayload(key, subjectExportContext(tenantId, object, place, true), held);
}

import { DefectError } from '@ebbflow/kernel';

/** Bytes of a file that are sealed together. With 1 MiB the memory of a 500 MiB file grew by 139 MiB, for all the buffers waiting to be collected. */
export const FRAME_BYTES = 262_144;
/** A sealed frame is longer than its content, by far less than this. */
const LONGEST_FRAME = FRAME_BYTES + 65_536;
const HEADER_BYTES = 4;
/** The top bit of the header; the frame's seal is bound to the same, so it cannot be set or cleared. */
const LAST = 0x8000_0000;

export interface Frame {
  readonly index: number;
  readonly isLast: boolean;
  /** Good until the next frame is asked for: one buffer serves the whole file. */
  readonly bytes: Buffer;
}

/** Cuts a stream into frames of `FRAME_BYTES`; the last may be shorter, and is empty for an empty file. */
export async function* frames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const buffer = Buffer.allocUnsafe(FRAME_BYTES);
  let filled = 0;
  let index = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength;) {
      // Full, and more comes: so this one is not the last.
      if (filled === FRAME_BYTES) {
        yield { index, isLast: false, bytes: buffer };
        index += 1;
        filled = 0;
      }
      const taken = Math.min(FRAME_BYTES - filled, chunk.byteLength - at);
      buffer.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
    }
  }
  yield { index, isLast: true, bytes: buffer.subarray(0, filled) };
}

/** What stands before a sealed frame. */
export function frameHeader(sealedBytes: number, isLast: boolean): Buffer {
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt32BE((isLast ? LAST : 0) + sealedBytes);
  return header;
}

/**
 * Reads sealed frames, each behind its header.
 * @throws DefectError `EXECUTOR.FILE_BROKEN` when a length cannot be, or the stream ends before the last frame or goes on after it
 */
export async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + LONGEST_FRAME);
  let filled = 0;
  let index = 0;
  let isLast = false;
  for await (const piece of stream) {
    for (let at = 0; at < piece.length;) {
      if (isLast) throw broken();
      const wanted = filled < HEADER_BYTES ? HEADER_BYTES : HEADER_BYTES + lengthOf(buffer);
      const taken = Math.min(wanted - filled, piece.length - at);
      piece.copy(buffer, filled, at, at + taken);
      filled += taken;
      at += taken;
      if (filled <= HEADER_BYTES || filled < HEADER_BYTES + lengthOf(buffer)) continue;
      isLast = buffer.readUInt32BE() >= LAST;
      yield { index, isLast, bytes: buffer.subarray(HEADER_BYTES, filled) };
      index += 1;
      filled = 0;
    }
  }
  if (!isLast) throw broken();
}

function lengthOf(buffer: Buffer): number {
  const length = buffer.readUInt32BE() % LAST;
  if (length === 0 || length > LONGEST_FRAME) throw broken();
  return length;
}

function broken(): DefectError {
  return new DefectError('EXECUTOR.FILE_BROKEN', 'A stored file of a run is not whole.');
}

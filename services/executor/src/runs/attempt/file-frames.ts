import { DefectError } from '@ebbflow/kernel';

/** Bytes of a file that are sealed together. */
export const FRAME_BYTES = 1_048_576;
/** A sealed frame is longer than its content, by far less than this. */
const LONGEST_FRAME = FRAME_BYTES + 65_536;

export interface Frame {
  readonly index: number;
  readonly isLast: boolean;
  readonly bytes: Buffer;
}

/** Cuts a stream into frames of `FRAME_BYTES`; the last may be shorter, and is empty for an empty file. */
export async function* frames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let index = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    waitingBytes += chunk.byteLength;
    // More than one frame waits, so this one is not the last.
    while (waitingBytes > FRAME_BYTES) {
      const all = Buffer.concat(waiting, waitingBytes);
      yield { index, isLast: false, bytes: all.subarray(0, FRAME_BYTES) };
      index += 1;
      waiting = [all.subarray(FRAME_BYTES)];
      waitingBytes -= FRAME_BYTES;
    }
  }
  yield { index, isLast: true, bytes: Buffer.concat(waiting, waitingBytes) };
}

/**
 * Reads sealed frames, each behind its length in four bytes. Which one is last is what the stream says by ending.
 * @throws DefectError `EXECUTOR.FILE_BROKEN` when a length cannot be, or the stream ends within a frame
 */
export async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let buffered: Buffer = Buffer.alloc(0);
  let index = 0;
  let held: Frame | undefined;
  for await (const piece of stream) {
    buffered = buffered.length === 0 ? piece : Buffer.concat([buffered, piece]);
    for (let length = lengthOf(buffered); length !== undefined && buffered.length >= 4 + length;) {
      if (held) yield held;
      held = { index, isLast: false, bytes: buffered.subarray(4, 4 + length) };
      index += 1;
      buffered = buffered.subarray(4 + length);
      length = lengthOf(buffered);
    }
  }
  if (buffered.length > 0 || held === undefined) throw broken();
  yield { ...held, isLast: true };
}

function lengthOf(buffered: Buffer): number | undefined {
  if (buffered.length < 4) return undefined;
  const length = buffered.readUInt32BE();
  if (length > LONGEST_FRAME) throw broken();
  return length;
}

function broken(): DefectError {
  return new DefectError('EXECUTOR.FILE_BROKEN', 'A stored file of a run is not whole.');
}

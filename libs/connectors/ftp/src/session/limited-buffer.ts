import { Writable } from 'node:stream';
import { ModuleError } from '@ebbflow/connector-sdk';

/** Bytes of one file. */
export const LARGEST_FILE = 100 * 1_048_576;

/** Takes a download, up to `LARGEST_FILE`. */
export class LimitedBuffer extends Writable {
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  get bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#chunks, this.#bytes));
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > LARGEST_FILE) {
      done(new ModuleError('MaxFileSizeExceededError', 'The file is larger than 100 MiB.'));
      return;
    }
    this.#chunks.push(chunk);
    done();
  }
}

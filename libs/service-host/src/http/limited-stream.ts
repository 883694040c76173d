import { Transform, type TransformCallback } from 'node:stream';
import { ExpectedError } from '@ebbflow/kernel';

/** Passes bytes on until there are too many; then it fails, which ends both sides. */
export class LimitedStream extends Transform {
  #remaining: number;

  constructor(limitBytes: number) {
    super();
    this.#remaining = limitBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#remaining -= chunk.length;
    if (this.#remaining < 0)
      done(new ExpectedError('HOST.BODY_TOO_LARGE', 413, 'The body is larger than this route takes.'));
    else done(null, chunk);
  }
}

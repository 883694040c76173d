import { Transform, type TransformCallback } from 'node:stream';
import { BodyTooLargeError } from '../host.errors.ts';

/** Passes bytes on until there are too many; then it fails, which ends both sides. */
export class LimitedStream extends Transform {
  readonly #limitBytes: number;
  #received = 0;

  constructor(limitBytes: number) {
    super();
    this.#limitBytes = limitBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#received += chunk.length;
    if (this.#received > this.#limitBytes) done(new BodyTooLargeError(this.#limitBytes));
    else done(null, chunk);
  }
}

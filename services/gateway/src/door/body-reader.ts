import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { DoorConfig } from './door.config.ts';
import { BodyTooLargeError, DoorOverloadedError } from './door.errors.ts';
import { declaredLength, readBody } from './read-body.ts';

/** Reads bodies within two bounds: of one, and of all that are under way. 5 MiB is little, a thousand times it is the whole memory. */
@Injectable()
export class BodyReader {
  #pendingBytes = 0;

  constructor(@Inject(DoorConfig) private readonly config: DoorConfig) {}

  /** By what the request says of itself. @throws BodyTooLargeError */
  refuseTooLarge(request: IncomingMessage): void {
    const { maxBodyBytes } = this.config;
    if ((declaredLength(request) ?? 0) > maxBodyBytes) throw new BodyTooLargeError(maxBodyBytes);
  }

  /** @throws BodyTooLargeError, DoorOverloadedError, SenderGoneError */
  async read(request: IncomingMessage): Promise<Buffer> {
    let counted = 0;
    try {
      return await readBody(request, this.config.maxBodyBytes, (count) => {
        counted += count;
        this.#pendingBytes += count;
        return this.#pendingBytes > this.config.maxPendingBytes ? new DoorOverloadedError() : undefined;
      });
    } finally {
      this.#pendingBytes -= counted;
    }
  }
}

import { Injectable } from '@nestjs/common';

/** Tells at once who waits for an erasure's end. A hint: whoever misses it finds the erasure done. */
@Injectable()
export class ErasureEndings {
  readonly #listeners: ((requestId: string) => void)[] = [];

  /** Called with the request of a person that was answered. */
  onEnded(listener: (requestId: string) => void): void {
    this.#listeners.push(listener);
  }

  ended({ requestId }: { readonly requestId: string | null }): void {
    if (requestId !== null) for (const listener of this.#listeners) listener(requestId);
  }
}

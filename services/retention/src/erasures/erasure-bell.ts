import { Injectable } from '@nestjs/common';

/** Rung when something is to be done about an erasure now. A hint: what is to be done stands in the rows, and is looked for every minute. */
@Injectable()
export class ErasureBell {
  #listener: (() => void) | undefined;

  onRing(listener: () => void): void {
    this.#listener = listener;
  }

  ring(): void {
    this.#listener?.();
  }
}

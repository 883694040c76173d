import { Injectable } from '@nestjs/common';

/** Says that runs may be due, for those below the worker: what the worker is built of cannot ask for the worker. */
@Injectable()
export class QueueBell {
  readonly #listeners = new Set<() => void>();

  onRing(listener: () => void): void {
    this.#listeners.add(listener);
  }

  ring(): void {
    for (const listener of this.#listeners) listener();
  }
}

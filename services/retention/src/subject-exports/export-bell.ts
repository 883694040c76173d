import { Injectable } from '@nestjs/common';

/** Somebody wants a file: whoever makes them looks at once and not at the next minute. */
@Injectable()
export class ExportBell {
  readonly #listeners: (() => void)[] = [];

  onRing(listener: () => void): void {
    this.#listeners.push(listener);
  }

  ring(): void {
    for (const listener of this.#listeners) listener();
  }
}

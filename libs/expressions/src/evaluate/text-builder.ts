import type { Meter } from './meter.ts';

/** Joins pieces and stops at the output limit before the memory is spent, whatever the number of pieces. */
export class TextBuilder {
  readonly #meter: Meter;
  #text = '';

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  append(piece: string): this {
    this.#meter.ensureSize(this.#text.length + piece.length);
    this.#text += piece;
    return this;
  }

  toString(): string {
    return this.#text;
  }
}

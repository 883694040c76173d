import type { Evaluation } from './evaluation.ts';

/** Joins pieces and stops at the output limit before the memory is spent, whatever the number of pieces. */
export class TextBuilder {
  readonly #evaluation: Evaluation;
  #text = '';

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  append(piece: string): this {
    this.#evaluation.ensureSize(this.#text.length + piece.length);
    this.#text += piece;
    return this;
  }

  toString(): string {
    return this.#text;
  }
}

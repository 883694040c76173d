import type { Meter } from '../evaluate/meter.ts';

/** So many characters read cost one step: five million steps are then about two seconds of matching. */
const READS_PER_STEP = 4;

/**
 * The text a pattern runs over, charging the budget for every character the matcher reads. One match is linear, but looking
 * for all of them is not: `a.*b|a` reads the whole rest again after each of 20 000 matches and took 17 seconds on 20 kB.
 * Counting what is really read stops that at the same place every time, which a clock would not.
 */
export class MeteredText extends String {
  readonly #meter: Meter;
  readonly #cost: number;
  #reads = 0;

  constructor(text: string, meter: Meter, programSize: number) {
    super(text);
    this.#meter = meter;
    this.#cost = Math.max(1, Math.ceil(programSize / 256));
  }

  override charCodeAt(index: number): number {
    this.#reads += 1;
    if (this.#reads === READS_PER_STEP * 256) {
      this.#reads = 0;
      this.#meter.step(256 * this.#cost);
    }
    return super.charCodeAt(index);
  }

  /** The matcher skips to a literal prefix with it. */
  override indexOf(searched: string, from = 0): number {
    const found = super.indexOf(searched, from);
    this.#meter.step(Math.ceil(((found < 0 ? this.length : found) - from) / 64));
    return found;
  }
}

import { ModuleError } from '@ebbflow/connector-sdk';

/** Characters read while looking for all matches; about two to four seconds of a core. */
const MOST_READS = 32_000_000;

/**
 * The text a pattern runs over, counting every character the matcher reads. One match is linear in the text, but looking for
 * all of them is not: `a.*b|a` reads the whole rest again after each match. What is really read is counted and not the time,
 * so that it stops at the same place at every repetition.
 */
export class MeteredText extends String {
  readonly #cost: number;
  #reads = 0;

  /** `programSize` is that of the compiled pattern: each character costs a step of each of its states. */
  constructor(text: string, programSize: number) {
    super(text);
    this.#cost = Math.max(1, Math.ceil(programSize / 64));
  }

  override charCodeAt(index: number): number {
    this.#reads += this.#cost;
    if (this.#reads > MOST_READS) {
      throw new ModuleError('DataError', 'The pattern needs too much time for this text; make one of them simpler.');
    }
    return super.charCodeAt(index);
  }
}

export interface WorkLimits {
  /** Characters looked at. */
  readonly characters: number;
  /** Questions asked of the libraries that know telephone and personal numbers. */
  readonly questions: number;
}

/** A run's details are at most some MiB (their bound is the executor's); this is for what was made to be slow. */
export const DEFAULT_WORK: WorkLimits = { characters: 64 * 1_048_576, questions: 10_000 };

/** What may still be done for one run: hiding must end in time whatever a run has in it, and then hides what nobody looked at. */
export class WorkBudget {
  #characters: number;
  #questions: number;

  constructor({ characters, questions }: WorkLimits) {
    this.#characters = characters;
    this.#questions = questions;
  }

  /** False: it may not be looked at any more. */
  look(characters: number): boolean {
    this.#characters -= characters;
    return this.#characters >= 0;
  }

  ask(questions: number): boolean {
    this.#questions -= questions;
    return this.#questions >= 0;
  }
}

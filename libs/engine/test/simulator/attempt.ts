/** Where an attempt ends without a verdict: its process died, or it found that it lost its lease. */
export class AttemptOver extends Error {}

/** One attempt at a run as a process that may die at every await. `turns` decides who goes on, and when. */
export class Attempt {
  readonly number: number;
  readonly #controller = new AbortController();
  readonly #turns: Turns;

  constructor(number: number, turns: Turns) {
    this.number = number;
    this.#turns = turns;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  die(): void {
    this.#controller.abort(new AttemptOver());
  }

  /** Waits until it is this attempt's turn. @throws AttemptOver when it died meanwhile */
  async turn(): Promise<void> {
    this.signal.throwIfAborted();
    await this.#turns.wait(this);
    this.signal.throwIfAborted();
  }
}

/** Who waits for a turn; the simulation lets one go on at a time, in any order. */
export class Turns {
  readonly waiting: { readonly attempt: Attempt; readonly goOn: () => void }[] = [];

  wait(attempt: Attempt): Promise<void> {
    return new Promise((goOn) => this.waiting.push({ attempt, goOn }));
  }
}

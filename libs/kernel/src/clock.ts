/** The only source of time for code that decides by time; tests pass a fake one. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number;
  now(): Date;
  /** Milliseconds since some moment, which no change of the clock makes jump. Where it is left out, `nowMs` is taken for steady. */
  monotonicMs?(): number;
}

/** Injection token of the Clock. */
export const CLOCK: unique symbol = Symbol.for('ebbflow.clock');

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  now: () => new Date(),
  monotonicMs: () => performance.now(),
};

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  #nowMs: number;
  #monotonicMs = 0;

  constructor(start: Date | number = Date.UTC(2026, 0, 1)) {
    this.#nowMs = typeof start === 'number' ? start : start.getTime();
  }

  nowMs(): number {
    return this.#nowMs;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  /** Time passes. */
  advance(milliseconds: number): void {
    this.#nowMs += milliseconds;
    this.#monotonicMs += milliseconds;
  }

  /** The clock is set, forward or back, and no time passes. */
  step(milliseconds: number): void {
    this.#nowMs += milliseconds;
  }
}

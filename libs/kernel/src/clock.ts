/** The only source of time for code that decides by time; tests pass a fake one. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number;
  now(): Date;
}

/** Injection token of the Clock. */
export const CLOCK: unique symbol = Symbol.for('ebbflow.clock');

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  now: () => new Date(),
};

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  #nowMs: number;

  constructor(start: Date | number = Date.UTC(2026, 0, 1)) {
    this.#nowMs = typeof start === 'number' ? start : start.getTime();
  }

  nowMs(): number {
    return this.#nowMs;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  advance(milliseconds: number): void {
    this.#nowMs += milliseconds;
  }
}

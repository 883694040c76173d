import type { Clock } from '@ebbflow/kernel';

/** A clock that is kept right is moved by less than this between two looks. */
const TOLERANCE_MS = 5_000;
/** As long a jump forward has to last before it is believed. */
const PROBATION_MS = 3_600_000;

/**
 * The time by which something may be destroyed for good. It is the clock's, but does not follow when the clock is set forward: a clock
 * that is an hour wrong must not destroy what has an hour to live. A jump that lasts an hour (a machine that slept, a clock that was wrong
 * before) is believed then. A clock set back is followed at once: that destroys nothing too early.
 */
export class SteadyTime {
  readonly #clock: Clock;
  #lastMs: number;
  #lastMonotonicMs: number;
  #jumpedAtMs: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastMs = clock.nowMs();
    this.#lastMonotonicMs = this.#monotonicMs();
  }

  /** Call it at each look; `isHeld` while the clock is ahead of what is believed. */
  look(): { readonly nowMs: number; readonly isHeld: boolean } {
    const clockMs = this.#clock.nowMs();
    const monotonicMs = this.#monotonicMs();
    const steadyMs = this.#lastMs + monotonicMs - this.#lastMonotonicMs;
    if (clockMs - steadyMs <= TOLERANCE_MS) return this.#follow(clockMs, monotonicMs);
    this.#jumpedAtMs ??= monotonicMs;
    if (monotonicMs - this.#jumpedAtMs >= PROBATION_MS) return this.#follow(clockMs, monotonicMs);
    return { nowMs: steadyMs, isHeld: true };
  }

  #follow(clockMs: number, monotonicMs: number): { nowMs: number; isHeld: boolean } {
    this.#lastMs = clockMs;
    this.#lastMonotonicMs = monotonicMs;
    this.#jumpedAtMs = undefined;
    return { nowMs: clockMs, isHeld: false };
  }

  #monotonicMs(): number {
    return this.#clock.monotonicMs?.() ?? this.#clock.nowMs();
  }
}

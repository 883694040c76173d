import type { AttemptScope } from '../attempt/attempt-scope.ts';

/**
 * The runs this process holds leases of, and where each is.
 *
 * reserved (a place kept for a claim that is under way) → **waiting** (leased, not begun) → **working** (counts toward
 * concurrency) → **ending** (its verdict waits for the commit; the place for work is free again) → gone.
 */
export class HeldRuns {
  readonly #concurrency: number;
  readonly #places: number;
  readonly #waiting: AttemptScope[] = [];
  readonly #working = new Set<AttemptScope>();
  readonly #ending = new Set<AttemptScope>();
  #reserved = 0;

  constructor(concurrency: number, prefetch: number) {
    this.#concurrency = concurrency;
    this.#places = concurrency + prefetch;
  }

  get freePlaces(): number {
    return Math.max(0, this.#places - this.#reserved - this.#waiting.length - this.#working.size - this.#ending.size);
  }

  get isHalfEmpty(): boolean {
    return this.freePlaces * 2 >= this.#places || this.#waiting.length === 0;
  }

  get isEmpty(): boolean {
    return this.#waiting.length + this.#working.size + this.#ending.size === 0;
  }

  /** Keeps up to `count` places; answers how many. Every one must be given back by `unreserve`. */
  reserve(count: number): number {
    const granted = Math.min(count, this.freePlaces);
    this.#reserved += granted;
    return granted;
  }

  unreserve(count: number): void {
    this.#reserved -= count;
  }

  add(scope: AttemptScope): void {
    this.#waiting.push(scope);
  }

  /** The next to work on; undefined when none waits or all places for work are taken. */
  startNext(): AttemptScope | undefined {
    if (this.#working.size >= this.#concurrency) return undefined;
    const scope = this.#waiting.shift();
    if (scope) this.#working.add(scope);
    return scope;
  }

  endWork(scope: AttemptScope): void {
    this.#working.delete(scope);
    this.#ending.add(scope);
  }

  remove(scope: AttemptScope): void {
    this.#working.delete(scope);
    this.#ending.delete(scope);
  }

  /** Takes out everything that was not begun. */
  takeWaiting(): AttemptScope[] {
    return this.#waiting.splice(0);
  }

  get all(): readonly AttemptScope[] {
    return [...this.#waiting, ...this.#working, ...this.#ending];
  }
}

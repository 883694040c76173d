import type { HttpSink } from '@ebbflow/system-tests';

/** What arrived at the sink, order by order. Looks at each request once: the sink answers in this very process, and must not wait for us to count. */
export class Arrivals {
  readonly times = new Map<string, number>();
  readonly keys = new Map<string, Set<string>>();
  readonly #sink: HttpSink;
  #seen = 0;

  constructor(sink: HttpSink) {
    this.#sink = sink;
  }

  /** How many of these have not arrived; those that have are taken out of the set. */
  missing(expected: Set<string>): number {
    this.#look();
    for (const order of expected) {
      // In order of sending, so the first that is missing is followed by others as a rule.
      if (!this.times.has(order)) break;
      expected.delete(order);
    }
    return expected.size;
  }

  /** The exact number, for the end. */
  lost(expected: ReadonlySet<string>): number {
    this.#look();
    return [...expected].filter((order) => !this.times.has(order)).length;
  }

  #look(): void {
    for (; this.#seen < this.#sink.requests.length; this.#seen += 1) {
      const headers = this.#sink.requests[this.#seen]?.headers ?? {};
      const order = headers['x-order'] ?? '';
      this.times.set(order, (this.times.get(order) ?? 0) + 1);
      this.keys.set(order, (this.keys.get(order) ?? new Set()).add(headers['idempotency-key'] ?? ''));
    }
  }
}

import type { EgressConfig } from '../egress.config.ts';
import type { EgressLine } from '../egress.ts';
import { RateLimitedError } from '../egress.errors.ts';
import { Line, type LineCall } from './line.ts';

const MAX_LINES = 10_000;
const FULL_MS = 1_000;

/** One line for each connection that goes out, by its key, and nothing shared between two of them. Bounded: idle lines are forgotten first. */
export class Lines {
  readonly #config: EgressConfig;
  readonly #max: number;
  readonly #lines = new Map<string, Line>();

  constructor(config: EgressConfig, max: number = MAX_LINES) {
    this.#config = config;
    this.#max = max;
  }

  get size(): number {
    return this.#lines.size;
  }

  /** Circuits that are not closed. */
  get open(): number {
    return [...this.#lines.values()].filter((line) => line.isOpen).length;
  }

  /** @throws TransientError `EGRESS.CIRCUIT_OPEN`, `EGRESS.RATE_LIMITED`; and what the call throws */
  async run<T>(line: EgressLine | undefined, call: LineCall<T>): Promise<T> {
    return line === undefined ? call.call() : this.#of(line).run(call);
  }

  #of({ key, concurrent, perSecond }: EgressLine): Line {
    const known = this.#lines.get(key);
    // What was used last stands last; what is looked at first when there is no room was used longest ago.
    this.#lines.delete(key);
    if (known === undefined) this.#makeRoom();
    const line =
      known ??
      new Line({
        concurrent: concurrent ?? this.#config.lineConcurrency,
        perSecond: perSecond ?? this.#config.lineRate,
        faults: this.#config.circuitFaults,
        openMs: this.#config.circuitOpenTime.milliseconds,
      });
    this.#lines.set(key, line);
    return line;
  }

  /** An open circuit or a running call is not forgotten for somebody else's sake. */
  #makeRoom(): void {
    if (this.#lines.size < this.#max) return;
    for (const [key, line] of this.#lines) {
      if (!line.isIdle) continue;
      this.#lines.delete(key);
      return;
    }
    throw new RateLimitedError(FULL_MS);
  }
}

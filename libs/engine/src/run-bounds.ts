import { ModuleError } from '@ebbflow/connector-sdk';
import type { RunLimits } from './limits.ts';
import type { EnginePorts } from './ports.ts';

/** How often the clock is asked whether others have waited long enough. */
const STEPS_BETWEEN_LOOKS = 64;
const LONGEST_TURN_MS = 10;
/** A clock that stands still (a test's) must not keep others from their turn for ever. */
const STEPS_BETWEEN_PAUSES = 4_096;

/** Watches what one attempt uses up: working time, operations, bytes, and the patience of others on the same thread. */
export class RunBounds {
  readonly #ports: EnginePorts;
  readonly #limits: RunLimits;
  readonly #startedAtMs: number;
  #replayedMs = 0;
  #steps = 0;
  #pausedAtStep = 0;
  #pausedAtMs: number;

  constructor(ports: EnginePorts, limits: RunLimits) {
    this.#ports = ports;
    this.#limits = limits;
    this.#startedAtMs = ports.clock.nowMs();
    this.#pausedAtMs = this.#startedAtMs;
  }

  /** Earlier attempts worked for so long on what this one remembers. */
  addReplayed(milliseconds: number): void {
    this.#replayedMs += milliseconds;
  }

  exceeded(operations: number, transferBytes: number): ModuleError | undefined {
    if (this.#replayedMs + this.#ports.clock.nowMs() - this.#startedAtMs > this.#limits.runTimeMs) {
      return new ModuleError('ScenarioTimeoutError', 'The run took longer than it may.');
    }
    if (operations >= this.#limits.operations) {
      return new ModuleError('OperationsLimitExceededError', 'The run used all operations it may use.');
    }
    if (transferBytes > this.#limits.transferBytes) {
      return new ModuleError('DataSizeLimitExceededError', 'The run transferred more data than it may.');
    }
    return undefined;
  }

  /** Promises alone never let a timer fire, and a lease is renewed by one. */
  pause(): Promise<void> | undefined {
    this.#steps += 1;
    if (this.#steps % STEPS_BETWEEN_LOOKS !== 0) return undefined;
    const nowMs = this.#ports.clock.nowMs();
    const isDue =
      nowMs - this.#pausedAtMs >= LONGEST_TURN_MS || this.#steps - this.#pausedAtStep >= STEPS_BETWEEN_PAUSES;
    if (!isDue) return undefined;
    return new Promise((resolve) => {
      this.#ports.startTimer(0, () => {
        this.#pausedAtStep = this.#steps;
        this.#pausedAtMs = this.#ports.clock.nowMs();
        resolve();
      });
    });
  }
}

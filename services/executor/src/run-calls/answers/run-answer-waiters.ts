import type { RunAnswer } from '@ebbflow/contracts';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

export interface RunAnswerWaiter {
  /** What the run returned; undefined when nobody will say any more: released, or this replica stops. */
  readonly answer: Promise<RunAnswer | undefined>;
  release(): void;
}

/**
 * Callers of this replica that are kept on the line until their run is over. In memory only: when it dies its callers lose
 * their connection too. Also the only place where what a confidential scenario returns is kept, and only until it is handed over.
 */
@Injectable()
export class RunAnswerWaiters implements OnModuleDestroy {
  readonly #waiting = new Map<string, Set<(answer: RunAnswer | undefined) => void>>();
  readonly #counts = new Map<string, number>();

  countOf(tenantId: string): number {
    return this.#counts.get(tenantId) ?? 0;
  }

  /** Begin before the run is committed: a fast one may be over before the committing call has returned. */
  wait(tenantId: string, runId: string): RunAnswerWaiter {
    this.#counts.set(tenantId, this.countOf(tenantId) + 1);
    const waiting = this.#waiting.get(runId) ?? new Set();
    this.#waiting.set(runId, waiting);
    const { promise, resolve } = Promise.withResolvers<RunAnswer | undefined>();
    const settle = (answer: RunAnswer | undefined): void => {
      if (!waiting.delete(settle)) return;
      if (waiting.size === 0) this.#waiting.delete(runId);
      const others = this.countOf(tenantId) - 1;
      if (others > 0) this.#counts.set(tenantId, others);
      else this.#counts.delete(tenantId);
      resolve(answer);
    };
    waiting.add(settle);
    return { answer: promise, release: () => settle(undefined) };
  }

  /** False when nobody waits here for this run (any more). */
  answer(runId: string, answer: RunAnswer): boolean {
    const waiting = this.#waiting.get(runId);
    for (const settle of [...(waiting ?? [])]) settle(answer);
    return waiting !== undefined;
  }

  onModuleDestroy(): void {
    for (const waiting of [...this.#waiting.values()]) for (const settle of [...waiting]) settle(undefined);
  }
}

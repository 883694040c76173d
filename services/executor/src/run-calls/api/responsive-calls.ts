import type { RunAnswer } from '@ebbflow/contracts';
import { CLOCK, type Clock, TransientError } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { RunAnswerWaiters, type RunAnswerWaiter } from '../answers/run-answer-waiters.ts';
import { RunCallsConfig } from '../run-calls.config.ts';
import { RunOutputsService } from './run-outputs.service.ts';

/** How often a caller who hears nothing is looked after: whoever ended the run may have died before telling. */
const LOOK_MS = 1_000;

/** Keeps a caller on the line until its run is over, told or found out, or until its patience ends. */
@Injectable()
export class ResponsiveCalls {
  constructor(
    private readonly config: RunCallsConfig,
    private readonly waiters: RunAnswerWaiters,
    private readonly outputs: RunOutputsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Undefined when too many of this organisation wait already. Release it in any case. */
  begin(tenantId: string, runId: string): RunAnswerWaiter | undefined {
    if (this.waiters.countOf(tenantId) >= this.config.waitersPerOrganisation) return undefined;
    return this.waiters.wait(tenantId, runId);
  }

  /** Undefined when it takes too long. */
  async end(tenantId: string, runId: string, waiter: RunAnswerWaiter): Promise<RunAnswer | undefined> {
    const deadlineMs = this.clock.nowMs() + this.config.wait.milliseconds;
    const told: { answer?: RunAnswer | undefined; isSettled: boolean } = { isSettled: false };
    const settled = waiter.answer.then((answer) => Object.assign(told, { answer, isSettled: true }));
    for (;;) {
      const leftMs = deadlineMs - this.clock.nowMs();
      if (leftMs > 0) await atMost(settled, Math.min(leftMs, LOOK_MS));
      if (told.isSettled) return told.answer;
      const found = await this.#look(tenantId, runId);
      if (found !== undefined || leftMs <= 0) return found;
    }
  }

  async #look(tenantId: string, runId: string): Promise<RunAnswer | undefined> {
    try {
      const { status, outputs } = await this.outputs.get(tenantId, runId);
      return status === null ? undefined : { status, outputs };
    } catch (thrown) {
      if (thrown instanceof TransientError) return undefined;
      throw thrown;
    }
  }
}

function atMost(work: Promise<unknown>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

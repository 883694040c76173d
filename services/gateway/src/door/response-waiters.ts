import { Injectable } from '@nestjs/common';
import type { HookResponse } from '@ebbflow/contracts';

export interface ResponseWaiter {
  /** What the scenario said, or undefined: time is up, the sender left, or the door closes. Never rejects. */
  readonly response: Promise<HookResponse | undefined>;
  /** Gives up waiting, and frees everything held. */
  release(): void;
}

/**
 * The senders that are kept on the line until their run answers, by delivery id.
 * *Waiting* → *answered* | *timed out* | *released*; each takes the entry away, so a second answer finds nobody (404).
 * Lives in this replica's memory only: when it dies its senders lose their connection too, so there is nothing to keep.
 */
@Injectable()
export class ResponseWaiters {
  readonly #waiting = new Map<string, (response: HookResponse | undefined) => void>();

  get size(): number {
    return this.#waiting.size;
  }

  /** Begin before the delivery is committed: a fast run may answer before the committing call has returned. */
  wait(deliveryId: string, timeoutMs: number): ResponseWaiter {
    let settle: (response: HookResponse | undefined) => void = () => undefined;
    const response = new Promise<HookResponse | undefined>((resolve) => {
      const timer = setTimeout(() => settle(undefined), timeoutMs);
      settle = (answer) => {
        clearTimeout(timer);
        this.#waiting.delete(deliveryId);
        resolve(answer);
      };
    });
    this.#waiting.set(deliveryId, settle);
    return { response, release: () => settle(undefined) };
  }

  /** False when nobody waits for this delivery (any more). */
  answer(deliveryId: string, response: HookResponse): boolean {
    const settle = this.#waiting.get(deliveryId);
    settle?.(response);
    return settle !== undefined;
  }

  releaseAll(): void {
    for (const settle of [...this.#waiting.values()]) settle(undefined);
  }
}

import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

let isPatched = false;

/**
 * kafkajs 2.2.4 re-arms a timer of 1 ms for ever on every connection: without throttling `throttledUntil` is -1, the delay
 * negative, and each check schedules the next, waiting for nothing. It cost 7 % of a core per idle connection (and a
 * TimeoutNegativeWarning on Node 24; kafkajs issue 1751, open since 2025 with no release since 2023). A check is only
 * needed while requests wait: a new request, an answer and a timeout each start one by themselves.
 */
export function patchIdleTimer(): void {
  if (isPatched) return;
  isPatched = true;
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
    prototype: RequestQueue;
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- the prototype method is wrapped and called with its own this below
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}

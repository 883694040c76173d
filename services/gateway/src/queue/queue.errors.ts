import { ExpectedError } from '@ebbflow/kernel';

const RETRY_AFTER_MS = 60_000;

/** 429: the hook is paused, or its schedule has not come round, and it holds as many deliveries as it may. */
export class QueueFullError extends ExpectedError {
  constructor(hookId: string, limit: number) {
    super(
      'GATEWAY.QUEUE_FULL',
      429,
      `The queue of this webhook holds ${String(limit)} deliveries, all it may (its setting queueLimit); send it again later.`,
      { details: { hookId, limit, retryAfterMs: RETRY_AFTER_MS } },
    );
  }
}

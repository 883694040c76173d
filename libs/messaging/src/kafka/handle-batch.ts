import type { EachBatchPayload } from 'kafkajs';
import type { BatchHandler } from '../transport.ts';
import { fromKafka } from './kafka-message.ts';
import type { OffsetCommits } from './offset-commits.ts';

export interface BatchHandling {
  readonly handler: BatchHandler;
  readonly commits: OffsetCommits;
  readonly closing: AbortSignal;
  readonly heartbeatMs: number;
}

/**
 * One batch of one partition: handled, then its offset given to be committed. kafkajs sends heartbeats only between batches, so a
 * handler that takes long would lose its partitions; a timer sends them meanwhile. When a heartbeat tells of a rebalance the
 * handler is asked to give up; what it had done comes again to the partition's new owner, and the inbox drops it there.
 */
export async function handleBatch(
  payload: EachBatchPayload,
  { handler, commits, closing, heartbeatMs }: BatchHandling,
): Promise<void> {
  const { batch } = payload;
  const last = batch.messages.at(-1);
  if (!last) return;
  const lost = new AbortController();
  let heartbeatError: unknown;
  const timer = setInterval(() => {
    payload.heartbeat().catch((error: unknown) => {
      heartbeatError = error;
      lost.abort();
    });
  }, heartbeatMs);
  try {
    await handler(
      batch.messages.map((message) => fromKafka(batch.topic, message)),
      { signal: AbortSignal.any([closing, lost.signal]) },
    );
  } catch (error) {
    throw heartbeatError ?? error;
  } finally {
    clearInterval(timer);
  }
  payload.resolveOffset(last.offset);
  commits.begin(payload);
  // kafkajs leaves the group as soon as the last batch is through.
  if (closing.aborted) await commits.settled();
}

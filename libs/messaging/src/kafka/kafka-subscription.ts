import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { toEbbflowError } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import { pause, pauseMs } from '../consuming/backoff.ts';
import type { BatchHandler, Subscription } from '../transport.ts';
import { ConsumerFailure } from './consumer-failure.ts';
import { handleBatch } from './handle-batch.ts';
import { OffsetCommits } from './offset-commits.ts';

const BACKOFF = { firstMs: 300, capMs: 5_000 };
const HEARTBEAT_MS = 3_000;
/** Kept short because kafkajs waits for the fetch under way when it disconnects. */
const FETCH_WAIT_MS = 250;
/** How many partitions are handled at once: one that waits for something does not hold up the others. */
const CONCURRENCY = 4;
/** A service starts without its broker; it begins to consume when that is back. */
const START_PATIENCE_MS = 15_000;
const DISCONNECT_PATIENCE_MS = 30_000;

export interface KafkaSubscriptionOptions {
  readonly kafka: Kafka;
  readonly group: string;
  readonly topics: readonly string[];
  readonly handler: BatchHandler;
  readonly sessionTimeoutMs: number;
  readonly ensureTopics: () => Promise<void>;
  readonly logger: Logger;
}

/**
 * One member of a consumer group, kept alive. *Joining* → *consuming* → *failed*, when kafkajs crashes, or has shown no sign
 * of life (fetch, heartbeat, batch) for two session times: it is known to fall silent without a crash. A failed
 * consumer is thrown away and a new one made after a pause, for kafkajs restarts its own with stale state. → *closed*.
 */
export class KafkaSubscription implements Subscription {
  readonly #options: KafkaSubscriptionOptions;
  readonly #closing = new AbortController();
  readonly #joined = Promise.withResolvers<undefined>();
  #running: Promise<void> | undefined;

  constructor(options: KafkaSubscriptionOptions) {
    this.#options = options;
  }

  /** Resolves when this member has joined its group, or after fifteen seconds without a broker. */
  async start(): Promise<void> {
    this.#running = this.#run();
    const patience = new AbortController();
    await Promise.race([this.#joined.promise, pause(START_PATIENCE_MS, patience.signal)]);
    patience.abort();
  }

  /** Lets the batch under way finish and commits it. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted;) {
      const { kafka, group, topics, sessionTimeoutMs, logger } = this.#options;
      const consumer = kafka.consumer({
        groupId: group,
        sessionTimeout: sessionTimeoutMs,
        rebalanceTimeout: Math.max(60_000, sessionTimeoutMs),
        heartbeatInterval: Math.min(HEARTBEAT_MS, sessionTimeoutMs / 3),
        maxWaitTimeInMs: FETCH_WAIT_MS,
        allowAutoTopicCreation: false,
        retry: {
          initialRetryTime: 100,
          maxRetryTime: 2_000,
          retries: 5,
          restartOnFailure: () => Promise.resolve(false),
        },
      });
      const commits = new OffsetCommits();
      const failure = new ConsumerFailure(consumer, 2 * sessionTimeoutMs);
      try {
        await this.#options.ensureTopics();
        consumer.on(consumer.events.GROUP_JOIN, () => {
          failures = 0;
          this.#joined.resolve(undefined);
        });
        await consumer.connect();
        await consumer.subscribe({ topics: [...topics], fromBeginning: true });
        await consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: CONCURRENCY,
          eachBatch: (payload: EachBatchPayload) =>
            handleBatch(payload, {
              handler: this.#options.handler,
              commits,
              closing: signal,
              heartbeatMs: HEARTBEAT_MS,
            }),
        });
        await failure.untilAborted(signal);
      } catch (error) {
        failures += 1;
        const fields = { group, code: toEbbflowError(error).code, failureCount: failures };
        if (failures === 1 || failures % 20 === 0)
          logger.warn('A Kafka consumer failed and is replaced.', fields, error);
      } finally {
        failure.stop();
        await disconnect(consumer, commits);
      }
      if (failures > 0) await pause(pauseMs(failures, BACKOFF), signal);
    }
  }
}

/** In order if it can be had; a consumer that hangs in its own disconnect is left behind. */
async function disconnect(consumer: Consumer, commits: OffsetCommits): Promise<void> {
  const patience = new AbortController();
  const leave = commits
    .settled()
    .then(() => consumer.disconnect())
    .catch(() => undefined);
  await Promise.race([leave, pause(DISCONNECT_PATIENCE_MS, patience.signal)]);
  patience.abort();
}

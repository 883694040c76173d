import type { Consumer } from 'kafkajs';
import { TransientError } from '@ebbflow/kernel';

const CHECK_MS = 1_000;

/** Notices that a consumer is of no use any more: kafkajs says so, or it says nothing at all for too long. */
export class ConsumerFailure {
  readonly #failed = Promise.withResolvers<undefined>();
  readonly #timer: NodeJS.Timeout;
  #lastSignAt = performance.now();

  constructor(consumer: Consumer, silenceMs: number) {
    const sign = (): void => {
      this.#lastSignAt = performance.now();
    };
    const { CRASH, FETCH, GROUP_JOIN, HEARTBEAT, END_BATCH_PROCESS } = consumer.events;
    consumer.on(FETCH, sign);
    consumer.on(GROUP_JOIN, sign);
    consumer.on(HEARTBEAT, sign);
    consumer.on(END_BATCH_PROCESS, sign);
    consumer.on(CRASH, ({ payload }) => {
      this.#failed.reject(payload.error);
    });
    this.#timer = setInterval(() => {
      if (performance.now() - this.#lastSignAt < silenceMs) return;
      this.#failed.reject(new TransientError('MESSAGING.CONSUMER_SILENT', 'The Kafka consumer shows no sign of life.'));
    }, CHECK_MS);
    this.#timer.unref();
    // Nobody may be waiting yet when it fails.
    this.#failed.promise.catch(() => undefined);
  }

  /** Rejects with the failure, resolves when the signal is aborted. */
  async untilAborted(signal: AbortSignal): Promise<void> {
    const onAbort = (): void => {
      this.#failed.resolve(undefined);
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    try {
      await this.#failed.promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

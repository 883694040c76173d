import { CLOCK, type Clock, DefectError, ExpectedError, TransientError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { LogStreamRow } from './log-stream-row.ts';
import { LogStreamsConfig } from './log-streams.config.ts';
import { LogStreamQueue } from './log-stream-queue.ts';
import { nextStreamAttemptMs } from './stream-backoff.policy.ts';
import { StreamDelivery } from './stream-delivery.ts';
import { StreamStopNotice } from './stream-stop-notice.ts';

const AT_ONCE = 16;
/** A whole attempt: reading what is sent and asking other services comes to what the sending takes. */
const LEASE_FACTOR = 4;

/**
 * Sends what streams are to carry: *waiting* → taken (by one replica, for a few times as long as an attempt may take) → acknowledged and the
 * position moved, or tried again later, or stopped after it failed for too long. The position moves only after the acknowledgement, so a
 * receiver may get a batch twice, and knows it by the ids in it. Ingest waits for none of this.
 */
@Injectable()
export class LogStreamDeliveryJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  constructor(
    @Inject(LogStreamsConfig) private readonly config: LogStreamsConfig,
    @Inject(LogStreamQueue) private readonly streams: LogStreamQueue,
    @Inject(StreamDelivery) private readonly delivery: StreamDelivery,
    @Inject(StreamStopNotice) private readonly notice: StreamStopNotice,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.maxStreams === 0) return;
    this.#timer = setInterval(() => this.#wake(), this.config.poll.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#working;
  }

  #wake(): void {
    if (this.#working !== undefined || this.#stopping.signal.aborted) return;
    this.#working = this.#deliverDue()
      .catch((thrown: unknown) =>
        this.logger.warn('Log streams could not be looked after; it is tried again.', {}, thrown),
      )
      .finally(() => {
        this.#working = undefined;
      });
  }

  async #deliverDue(): Promise<void> {
    let claimed: LogStreamRow[];
    do {
      const now = this.clock.now();
      const until = new Date(now.getTime() + this.config.timeout.milliseconds * LEASE_FACTOR);
      claimed = await this.streams.claim(AT_ONCE, now, until);
      await Promise.all(claimed.map((stream) => this.#deliver(stream)));
      // What is taken has something to send: until nothing has.
    } while (claimed.length > 0 && !this.#stopping.signal.aborted);
  }

  async #deliver(stream: LogStreamRow): Promise<void> {
    try {
      const progress = await this.delivery.deliver(stream, this.#stopping.signal);
      await this.streams.settle(stream, progress);
    } catch (thrown) {
      // A stop says nothing about the receiver: due again when the lease is over, for whoever is there.
      if (this.#stopping.signal.aborted) return;
      await this.#failed(stream, thrown);
    }
  }

  async #failed(stream: LogStreamRow, thrown: unknown): Promise<void> {
    const now = this.clock.now();
    const failingSince = stream.failingSince ?? now;
    const givesUpAtMs = failingSince.getTime() + this.config.giveUp.milliseconds;
    const nextMs = nextStreamAttemptMs(stream.attempts, now.getTime(), givesUpAtMs);
    const why = codeOf(thrown);
    if (why === 'UNEXPECTED') {
      const fields = { organisationId: stream.tenantId };
      this.logger.error('A batch of a log stream failed in a way nobody foresaw; it is tried again.', fields, thrown);
    }
    // Told first: after a crash in between it is told again, under the same id.
    if (nextMs === undefined) await this.notice.raise(stream, now, why);
    await this.streams.fail(stream, now, why, nextMs === undefined ? null : new Date(nextMs));
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof ExpectedError || thrown instanceof TransientError || thrown instanceof DefectError
    ? thrown.code
    : 'UNEXPECTED';
}

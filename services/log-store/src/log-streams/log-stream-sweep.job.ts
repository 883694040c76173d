import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { retentionPolicy } from '@ebbflow/policy';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LogStreamQueue } from './log-stream-queue.ts';

const EVERY = Duration.parse('1m');
const AT_ONCE = 10_000;

/** Removes what all streams have passed, and what is too old to be waited for. */
@Injectable()
export class LogStreamSweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(
    @Inject(LogStreamQueue) private readonly streams: LogStreamQueue,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#working = this.#working
        .then(() => this.sweep())
        .catch((thrown: unknown) => {
          this.logger.warn('Entries of log streams could not be swept; it is tried again.', {}, thrown);
        });
    }, EVERY.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  async sweep(): Promise<void> {
    const olderThan = new Date(this.clock.nowMs() - retentionPolicy().record('log-stream-entries').ttl.milliseconds);
    let count: number;
    do count = await this.streams.deletePassedEntries(olderThan, AT_ONCE);
    while (count === AT_ONCE);
  }
}

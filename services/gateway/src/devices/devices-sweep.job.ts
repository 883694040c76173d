import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { sweepDevices } from './sweep-devices.sql.ts';

const EVERY_MS = 3_600_000;

/**
 * Drops what is over, on every replica, once an hour; deleting twice is harmless. Ids of events are kept for as long as the details of a run
 * may be: they say which runs a location went into.
 */
@Injectable()
export class DevicesSweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#underWay = this.sweep().catch((thrown: unknown) =>
        this.logger.warn('What is over of devices could not be dropped; tried again.', {}, thrown),
      );
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async sweep(): Promise<void> {
    const keptMs = retentionPolicy().ttl('execution-details').milliseconds + 24 * EVERY_MS;
    const values = [this.clock.now(), new Date(this.clock.nowMs() - keptMs)];
    await this.database.asWorker((sql) => sql.query(sweepDevices, values));
  }
}

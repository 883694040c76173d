import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { keyUsesKept } from '../keychain/key-uses.repository.ts';
import { usesKept } from './connection-uses.repository.ts';
import { sweepConnections } from './sweep-connections.sql.ts';

const EVERY_MS = 3_600_000;

/** Once an hour on every replica; deleting twice is harmless. */
@Injectable()
export class ConnectionsSweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#underWay = this.sweep().catch((thrown: unknown) =>
        this.logger.warn('Old uses of connections could not be dropped; tried again.', {}, thrown),
      );
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** Uses of connections and keys that are too old, and consents that nobody finished, of all tenants. */
  async sweep(): Promise<void> {
    const nowMs = this.clock.nowMs();
    const [ofConnections, ofKeys] = [usesKept(), keyUsesKept()].map((kept) => new Date(nowMs - kept.milliseconds));
    await this.database.asWorker((sql) => sql.query(sweepConnections, [ofConnections, this.clock.now(), ofKeys]));
  }
}

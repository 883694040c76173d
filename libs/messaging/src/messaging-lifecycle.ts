import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnModuleInit } from '@nestjs/common';
import { toEbbflowError, type Clock } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import type { Database } from '@ebbflow/persistence';
import type { ConsumerRegistry } from './consuming/consumer-registry.ts';
import type { EventStrategy } from './consuming/event-strategy.ts';
import { tendInbox } from './maintenance/inbox-upkeep.ts';
import { ensureOutboxPartitions } from './outbox/outbox-partitions.ts';
import type { OutboxRelay } from './outbox/outbox-relay.ts';

const UPKEEP_MS = 3_600_000;

export interface MessagingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registry: ConsumerRegistry;
  readonly strategy: EventStrategy;
  readonly relay: OutboxRelay | undefined;
}

/**
 * Order of start and stop. Partitions exist before the first request can insert; consumers subscribe when all of the
 * service stands. On the way down consumers go first, then the relay, so that what they appended last still goes out.
 */
export class MessagingLifecycle implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #parts: MessagingParts;
  #upkeep: NodeJS.Timeout | undefined;

  constructor(parts: MessagingParts) {
    this.#parts = parts;
  }

  async onModuleInit(): Promise<void> {
    const { database, relay, registry } = this.#parts;
    if (relay) await database.asWorker((sql) => ensureOutboxPartitions(sql, database.schema));
    if (registry.groups.length > 0) {
      await this.#tendInbox();
      this.#upkeep = setInterval(
        () => void this.#tendInbox().catch((error: unknown) => this.#report(error)),
        UPKEEP_MS,
      );
      this.#upkeep.unref();
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    const { strategy, relay } = this.#parts;
    await new Promise<void>((resolve, reject) => {
      strategy.listen((error) => (error === undefined ? resolve() : reject(toEbbflowError(error))));
    });
    relay?.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#upkeep);
    await this.#parts.strategy.close();
    await this.#parts.relay?.stop();
  }

  async #tendInbox(): Promise<void> {
    const { database, registry, clock } = this.#parts;
    const retentions = registry.groups.flatMap((group) =>
      group.definitions.map(({ retention }) => retention.milliseconds),
    );
    await tendInbox(database, Math.max(...retentions), clock.nowMs());
  }

  #report(error: unknown): void {
    const fields = { schema: this.#parts.database.schema, code: toEbbflowError(error).code };
    this.#parts.logger.warn('The inbox could not be tended; the next hour tries again.', fields, error);
  }
}

import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, Reflector } from '@nestjs/core';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { ConsumerRegistry } from './consuming/consumer-registry.ts';
import { EVENT_STRATEGY, EventStrategy } from './consuming/event-strategy.ts';
import { findConsumers } from './consuming/find-consumers.ts';
import { TableDeadLetters } from './consuming/table-dead-letters.ts';
import { TopicDeadLetters } from './consuming/topic-dead-letters.ts';
import { Inbox } from './inbox/inbox.ts';
import { MessagingLifecycle } from './messaging-lifecycle.ts';
import { WrongSchemaError } from './messaging.errors.ts';
import { Outbox } from './outbox/outbox.ts';
import { OutboxRelay } from './outbox/outbox-relay.ts';
import { TRANSPORT, type Transport } from './transport.ts';

export interface MessagingOptions {
  readonly schema: string;
  /** True for a service that publishes: the relay runs. Its migrations call outboxTables; those of a consumer inboxTables. */
  readonly outbox: boolean;
}

/**
 * Binds a service to events. Needs Database (PersistenceModule), and CLOCK, TRANSPORT and Logger (the service host).
 * Consumers are any methods under @BatchConsumer in the service.
 */
@Module({})
export class MessagingModule {
  static forService(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        outboxProvider(options.schema),
        { provide: Inbox, inject: [Database], useFactory: (database: Database) => new Inbox(database) },
        registryProvider,
        strategyProvider,
        relayProvider(options.outbox),
        lifecycleProvider,
      ],
      exports: [Outbox, Inbox, EVENT_STRATEGY],
    };
  }
}

function outboxProvider(schema: string): Provider {
  return {
    provide: Outbox,
    inject: [Database],
    useFactory: (database: Database) => {
      if (database.schema !== schema) throw new WrongSchemaError(schema, database.schema);
      return new Outbox(database);
    },
  };
}

const registryProvider: Provider = {
  provide: ConsumerRegistry,
  inject: [DiscoveryService, Reflector, Database, TRANSPORT, Logger],
  useFactory: (
    ...[discovery, reflector, database, transport, logger]: [DiscoveryService, Reflector, Database, Transport, Logger]
  ) => {
    const deadLetters = transport.keepsUnread ? new TopicDeadLetters(transport) : new TableDeadLetters(database);
    return new ConsumerRegistry(() => findConsumers(discovery, reflector), { deadLetters, logger });
  },
};

const strategyProvider: Provider = {
  provide: EVENT_STRATEGY,
  inject: [TRANSPORT, ConsumerRegistry],
  useFactory: (transport: Transport, registry: ConsumerRegistry) => new EventStrategy(transport, registry),
};

function relayProvider(isPublishing: boolean): Provider {
  return {
    provide: OutboxRelay,
    inject: [Database, TRANSPORT, Logger, Outbox],
    useFactory: (database: Database, transport: Transport, logger: Logger, outbox: Outbox) => {
      if (!isPublishing) return undefined;
      const relay = new OutboxRelay(database, transport, logger);
      outbox.onAppended(() => {
        relay.wake();
      });
      return relay;
    },
  };
}

const lifecycleProvider: Provider = {
  provide: MessagingLifecycle,
  inject: [Database, CLOCK, Logger, ConsumerRegistry, EVENT_STRATEGY, { token: OutboxRelay, optional: true }],
  useFactory: (
    ...[database, clock, logger, registry, strategy, relay]: [
      Database,
      Clock,
      Logger,
      ConsumerRegistry,
      EventStrategy,
      OutboxRelay | undefined,
    ]
  ) => new MessagingLifecycle({ database, clock, logger, registry, strategy, relay }),
};

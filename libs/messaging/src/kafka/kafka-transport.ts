import type { EventDefinition } from '@ebbflow/contracts';
import type { Logger } from '@ebbflow/observability';
import { TransportClosedError } from '../messaging.errors.ts';
import type { BatchHandler, Subscription, TopicHeld, Transport, WireMessage } from '../transport.ts';
import { createKafkaClient } from './kafka-client.ts';
import type { KafkaConfig } from './kafka.config.ts';
import { KafkaPublisher } from './kafka-publisher.ts';
import { KafkaSubscription } from './kafka-subscription.ts';
import { KafkaTopics } from './kafka-topics.ts';
import { knownEvents, topicDefinitions } from './topic-definitions.ts';

export interface KafkaTransportOptions {
  /** Name of the service; shows in the broker's log. */
  readonly clientId: string;
  readonly logger: Logger;
  /** Whose topics are created and kept; default every event of the contracts. */
  readonly events?: readonly EventDefinition[];
}

/** Events over Kafka: idempotent producer with acks=all; one consumer-group member per subscription, committing after the handler. */
export class KafkaTransport implements Transport {
  readonly keepsUnread = true;
  readonly #config: KafkaConfig;
  readonly #logger: Logger;
  readonly #kafka;
  readonly #topics: KafkaTopics;
  readonly #publisher: KafkaPublisher;
  readonly #subscriptions = new Set<KafkaSubscription>();
  #isClosed = false;

  constructor(config: KafkaConfig, options: KafkaTransportOptions) {
    this.#config = config;
    this.#logger = options.logger;
    this.#kafka = createKafkaClient(config, options.clientId, options.logger);
    this.#topics = new KafkaTopics(this.#kafka, config, topicDefinitions(options.events ?? knownEvents()));
    this.#publisher = new KafkaPublisher(this.#kafka, this.#topics);
  }

  async publish(batch: readonly WireMessage[]): Promise<void> {
    if (this.#isClosed) throw new TransportClosedError();
    if (batch.length > 0) await this.#publisher.publish(batch);
  }

  async subscribe(group: string, topics: readonly string[], handler: BatchHandler): Promise<Subscription> {
    if (this.#isClosed) throw new TransportClosedError();
    const subscription = new KafkaSubscription({
      kafka: this.#kafka,
      group: `ebbflow.${group}`,
      topics,
      handler,
      sessionTimeoutMs: this.#config.sessionTimeout.milliseconds,
      ensureTopics: () => this.#topics.ensure(topics),
      logger: this.#logger,
    });
    this.#subscriptions.add(subscription);
    await subscription.start();
    return {
      close: async () => {
        this.#subscriptions.delete(subscription);
        await subscription.close();
      },
    };
  }

  topicsHeld(nowMs: number): Promise<TopicHeld[]> {
    return this.#topics.held(nowMs);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#publisher.close();
  }
}

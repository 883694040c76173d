import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import { BrokerUnavailableError } from '../messaging.errors.ts';
import type { WireMessage } from '../transport.ts';
import { toKafka, wireBytes } from './kafka-message.ts';
import type { KafkaTopics } from './kafka-topics.ts';

/** kafkajs makes one record batch per partition of all that is sent at once, and a broker refuses one above 1 MiB. */
const MAX_BATCH_BYTES = 900_000;

/**
 * Publishes through an idempotent producer. One that failed is thrown away: its sequence numbers may no longer agree
 * with the broker's, and kafkajs does not recover from that. The next call makes a new one, and the caller publishes the
 * same batch again, so order holds and repeats are possible.
 */
export class KafkaPublisher {
  readonly #kafka: Kafka;
  readonly #topics: KafkaTopics;
  #producer: Promise<Producer> | undefined;

  constructor(kafka: Kafka, topics: KafkaTopics) {
    this.#kafka = kafka;
    this.#topics = topics;
  }

  /** @throws BrokerUnavailableError when not every message is stored by all in-sync replicas. */
  async publish(messages: readonly WireMessage[]): Promise<void> {
    try {
      await this.#topics.ensure(messages.map(({ topic }) => topic));
      const producer = await (this.#producer ??= this.#connect());
      for (const chunk of chunks(messages)) {
        await producer.sendBatch({ acks: -1, topicMessages: byTopic(chunk) });
      }
    } catch (error) {
      const failed = this.#producer;
      this.#producer = undefined;
      void failed?.then((producer) => producer.disconnect()).catch(() => undefined);
      throw new BrokerUnavailableError(error);
    }
  }

  async close(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.then((connected) => connected.disconnect()).catch(() => undefined);
  }

  async #connect(): Promise<Producer> {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return producer;
  }
}

function* chunks(messages: readonly WireMessage[]): Generator<WireMessage[]> {
  let chunk: WireMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = wireBytes(message);
    if (chunk.length > 0 && bytes + size > MAX_BATCH_BYTES) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(message);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

function byTopic(messages: readonly WireMessage[]): { topic: string; messages: ReturnType<typeof toKafka>[] }[] {
  const topics = new Map<string, ReturnType<typeof toKafka>[]>();
  for (const message of messages) {
    const list = topics.get(message.topic);
    if (list) list.push(toKafka(message));
    else topics.set(message.topic, [toKafka(message)]);
  }
  return [...topics].map(([topic, list]) => ({ topic, messages: list }));
}

import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { ConsumerRegistry } from './consumer-registry.ts';
import type { Subscription, Transport } from '../transport.ts';

/** Injection token; the service host connects it as a Nest microservice, which gives it its place in start and stop. */
export const EVENT_STRATEGY: unique symbol = Symbol.for('ebbflow.event-strategy');

/**
 * Nest's own Kafka transport takes one message at a time and stops at the first that fails. This one binds whole
 * batches: each consumer group becomes one subscription of the transport, whichever that is.
 */
export class EventStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol.for('ebbflow.transport-strategy');
  readonly #transport: Transport;
  readonly #registry: ConsumerRegistry;
  #subscriptions: Promise<Subscription>[] | undefined;

  constructor(transport: Transport, registry: ConsumerRegistry) {
    super();
    this.#transport = transport;
    this.#registry = registry;
  }

  /** Subscribes every group; calls back when all are in. Idempotent. */
  listen(callback: (error?: unknown) => void): void {
    this.#subscriptions ??= this.#registry.groups.map((group) =>
      this.#transport.subscribe(group.name, group.topics, group.handle),
    );
    Promise.all(this.#subscriptions).then(() => {
      callback();
    }, callback);
  }

  /** Takes no further batch and waits for those under way. */
  async close(): Promise<void> {
    const subscriptions = this.#subscriptions ?? [];
    this.#subscriptions = undefined;
    const settled = await Promise.allSettled(subscriptions);
    await Promise.all(settled.map((one) => (one.status === 'fulfilled' ? one.value.close() : Promise.resolve())));
  }

  /** Part of Nest's contract; there are no events to listen to. */
  on(): void {
    return undefined;
  }

  unwrap<T>(): T {
    return this.#transport as T;
  }
}

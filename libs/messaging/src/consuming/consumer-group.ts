import type { EventDefinition } from '@ebbflow/contracts';
import { TransientError } from '@ebbflow/kernel';
import { withSpan, type Logger } from '@ebbflow/observability';
import type { ReceivedEvent } from '../events/received-event.ts';
import { DuplicateConsumerError, TransportClosedError } from '../messaging.errors.ts';
import type { BatchHandler, DeliveryContext, WireMessage } from '../transport.ts';
import { pause, pauseMs, type Backoff } from './backoff.ts';
import { describeFailure, type DeadLetters } from './dead-letter.ts';
import { readMessage } from './read-message.ts';

export type BoundMethod = (events: ReceivedEvent<unknown>[]) => Promise<void>;

interface Consumer {
  readonly definition: EventDefinition;
  readonly handle: BoundMethod;
}

interface Delivery {
  readonly message: WireMessage;
  readonly event: ReceivedEvent<unknown>;
}

/** An event that fails alone is tried this often before it is given up; the repeats are for errors that were taken for defects and were not. */
const ATTEMPTS = 3;

export interface ConsumerGroupOptions {
  readonly deadLetters: DeadLetters;
  readonly logger: Logger;
  readonly backoff?: Backoff;
}

/**
 * The consumers of one group and what happens when they fail.
 *
 * A batch is cut into stretches of one event type. A stretch is *handed over* whole. On a TransientError it waits and is
 * handed over again, until it succeeds or the signal is aborted: then the whole batch is refused and comes again. On any
 * other error it is *halved*, the first half first, so order holds; a single event that keeps failing becomes a *dead
 * letter*, and the rest goes on. What cannot even be read is a dead letter at once.
 */
export class ConsumerGroup {
  readonly name: string;
  readonly #consumers = new Map<string, Consumer>();
  readonly #options: ConsumerGroupOptions;
  readonly #backoff: Backoff;

  constructor(name: string, options: ConsumerGroupOptions) {
    this.name = name;
    this.#options = options;
    this.#backoff = options.backoff ?? { firstMs: 100, capMs: 10_000 };
  }

  /** @throws DuplicateConsumerError when the group has a consumer of this event already. */
  add(definition: EventDefinition, handle: BoundMethod): void {
    if (this.#consumers.has(definition.type)) throw new DuplicateConsumerError(definition.name, this.name);
    this.#consumers.set(definition.type, { definition, handle });
  }

  get topics(): string[] {
    return [...new Set([...this.#consumers.values()].map(({ definition }) => definition.topic))];
  }

  get definitions(): EventDefinition[] {
    return [...this.#consumers.values()].map(({ definition }) => definition);
  }

  readonly handle: BatchHandler = async (batch, context) => {
    for (const [type, messages] of stretches(batch)) {
      const consumer = this.#consumers.get(type);
      // A topic may carry facts this group has no use for.
      if (consumer) await this.#deliver(consumer, await this.#read(consumer, messages, context), context);
    }
  };

  async #read(
    { definition }: Consumer,
    messages: readonly WireMessage[],
    context: DeliveryContext,
  ): Promise<Delivery[]> {
    const readable: Delivery[] = [];
    for (const message of messages) {
      try {
        readable.push({ message, event: readMessage(definition, message) });
      } catch (error) {
        await this.#giveUp(message, error, { attempts: 1, context });
      }
    }
    return readable;
  }

  async #deliver(consumer: Consumer, deliveries: readonly Delivery[], context: DeliveryContext): Promise<void> {
    if (deliveries.length === 0) return;
    for (let attempt = 1; ; attempt += 1) {
      const error = await this.#try(consumer, deliveries, context);
      if (error === undefined) return;
      if (deliveries.length > 1) break;
      const [delivery] = deliveries;
      if (attempt === ATTEMPTS && delivery)
        return this.#giveUp(delivery.message, error, { attempts: attempt, context });
      await pause(pauseMs(attempt, this.#backoff), context.signal);
    }
    const middle = Math.ceil(deliveries.length / 2);
    await this.#deliver(consumer, deliveries.slice(0, middle), context);
    await this.#deliver(consumer, deliveries.slice(middle), context);
  }

  /** Undefined when handled, else the error that repeating will not cure. @throws TransportClosedError when aborted. */
  async #try(consumer: Consumer, deliveries: readonly Delivery[], context: DeliveryContext): Promise<unknown> {
    const [first] = deliveries;
    // A batch has as many parents as events; only that of a batch of one can be told.
    const traceparent = deliveries.length === 1 ? first?.event.traceparent : undefined;
    const work = async (): Promise<void> => {
      await withSpan(`consume ${consumer.definition.topic}`, { traceparent }, () =>
        consumer.handle(deliveries.map(({ event }) => event)),
      );
    };
    try {
      await this.#untilSettled(work, context);
      return undefined;
    } catch (error) {
      if (error instanceof TransportClosedError) throw error;
      return error;
    }
  }

  async #giveUp(
    message: WireMessage,
    error: unknown,
    { attempts, context }: { attempts: number; context: DeliveryContext },
  ): Promise<void> {
    const { code, reason } = describeFailure(error);
    await this.#untilSettled(
      () => this.#options.deadLetters.put({ group: this.name, message, code, reason, attempts }),
      context,
    );
    const fields = {
      group: this.name,
      topic: message.topic,
      eventId: message.attributes.id ?? 'none',
      code,
      attemptCount: attempts,
    };
    this.#options.logger.error('A message was put to the dead letters.', fields, error);
  }

  /** Repeats while it is only a matter of time. */
  async #untilSettled(work: () => Promise<void>, { signal }: DeliveryContext): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      if (signal.aborted) throw new TransportClosedError();
      try {
        await work();
        return;
      } catch (error) {
        if (!(error instanceof TransientError)) throw error instanceof Error ? error : new Error(String(error));
        const fields = { group: this.name, code: error.code, failureCount: failures };
        if (failures === 5)
          this.#options.logger.warn('A consumer keeps waiting for something it needs.', fields, error);
        await pause(pauseMs(failures, this.#backoff, error), signal);
      }
    }
  }
}

/** Cuts a batch where the type changes. Sorting by type would make larger stretches, and break the order within a key. */
function* stretches(batch: readonly WireMessage[]): Generator<[type: string, messages: WireMessage[]]> {
  let current: WireMessage[] = [];
  for (const message of batch) {
    const [first] = current;
    if (first && first.attributes.type !== message.attributes.type) {
      yield [first.attributes.type ?? '', current];
      current = [];
    }
    current.push(message);
  }
  const [first] = current;
  if (first) yield [first.attributes.type ?? '', current];
}

import { SetMetadata } from '@nestjs/common';
import type { EventDefinition } from '@ebbflow/contracts';
import type { z } from 'zod';
import type { ReceivedEvent } from '../events/received-event.ts';

export const BATCH_CONSUMER = 'ebbflow:batch-consumer';

export interface BatchConsumerOptions {
  /** Who consumes: the service's name, or `<service>.<purpose>` when one service reads a topic twice. Each group gets every event. */
  readonly group: string;
}

export interface BatchConsumerMetadata extends BatchConsumerOptions {
  readonly definition: EventDefinition;
}

type ConsumerMethod<Data> = (events: ReceivedEvent<Data>[]) => Promise<void>;

/**
 * Binds a method of a provider or controller to an event. It gets batches in order per key. When it returns, the batch
 * is done; a TransientError brings the same batch again after a pause; any other error makes the batch be halved until the
 * one event that fails alone is found and put to the dead letters.
 */
export function BatchConsumer<Schema extends z.ZodType>(
  definition: EventDefinition<Schema>,
  options: BatchConsumerOptions,
) {
  return <Method extends ConsumerMethod<z.infer<Schema>>>(
    target: object,
    property: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    SetMetadata(BATCH_CONSUMER, { definition, ...options })(target, property, descriptor);
  };
}

import type { EventDefinition } from '@ebbflow/contracts';
import { newUuid, type Clock } from '@ebbflow/kernel';
import { currentTraceparent } from '@ebbflow/observability';
import type { z } from 'zod';
import { BadEventError } from '../messaging.errors.ts';
import type { WireMessage } from '../transport.ts';

/** An event as it is handed to Outbox.append: checked, serialised and addressed. */
export interface OutboxEvent extends WireMessage {
  readonly id: string;
  readonly tenantId: string;
}

export interface EventContext {
  /** The organisation the fact belongs to; becomes the `tenant` attribute. */
  readonly tenantId: string;
  /** Id of the thing the event is about; the key when left out. */
  readonly subject?: string;
  readonly clock: Clock;
}

/**
 * Makes an event of a definition. Its id is a UUID v7 of the clock's now, so that ids of one producer sort by time.
 * @throws BadEventError (a defect) naming the first field that breaks the schema, never its value.
 */
export function createEvent<Schema extends z.ZodType>(
  definition: EventDefinition<Schema>,
  data: z.infer<Schema>,
  context: EventContext,
): OutboxEvent {
  const checked = definition.schema.safeParse(data);
  if (!checked.success) throw new BadEventError(definition.name, checked.error.issues[0]?.path.join('/') ?? '');
  const key = definition.key(data);
  const id = newUuid(context.clock.nowMs());
  const traceparent = currentTraceparent();
  return {
    id,
    tenantId: context.tenantId,
    topic: definition.topic,
    key,
    attributes: {
      id,
      specversion: '1.0',
      type: definition.type,
      source: `/ebbflow/${definition.producer}`,
      time: context.clock.now().toISOString(),
      subject: context.subject ?? key,
      tenant: context.tenantId,
      ...(traceparent === undefined ? {} : { traceparent }),
    },
    data: Buffer.from(JSON.stringify(checked.data)),
  };
}

import {
  erasureOrdered,
  executorErasureDone,
  gatewayErasureDone,
  identityErasureDone,
  logStoreErasureDone,
  type ServiceName,
  vaultErasureDone,
} from '@ebbflow/contracts';
import { DefectError, TransientError, type Clock } from '@ebbflow/kernel';
import { BatchConsumer, createEvent, type Outbox, type ReceivedEvent } from '@ebbflow/messaging';
import type { Logger } from '@ebbflow/observability';
import type { Database } from '@ebbflow/persistence';
import type { z } from 'zod';
import type { Erasures } from './erasures.ts';

type Ordered = z.infer<typeof erasureOrdered.schema>;

const DONE: Partial<Record<ServiceName, typeof identityErasureDone>> = {
  identity: identityErasureDone,
  vault: vaultErasureDone,
  'log-store': logStoreErasureDone,
  executor: executorErasureDone,
  gateway: gatewayErasureDone,
};

export interface OrderedParts {
  readonly service: ServiceName;
  readonly erasures: Erasures;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Not done yet, because somebody outside has to be told first. The order comes again. */
class ErasureGoesOnError extends TransientError {
  constructor() {
    super('HOST.ERASURE_GOES_ON', 'An erasure waits for something of this service, and goes on.');
  }
}

/**
 * Does this service's part of what retention orders, and says so. No inbox: an order that comes again finds nothing left and is answered
 * again, which is how retention gets over an answer that was lost. In a group of its own, so that a large organisation holds up no other event.
 */
export function erasureConsumerOf(service: ServiceName): new (parts: OrderedParts) => object {
  class ErasureOrderedConsumer {
    readonly #parts: OrderedParts;

    constructor(parts: OrderedParts) {
      this.#parts = parts;
    }

    @BatchConsumer(erasureOrdered, { group: `${service}.erasure` })
    async carryOut(events: ReceivedEvent<Ordered>[]): Promise<void> {
      for (const { data } of events) await this.#carryOut(data);
    }

    async #carryOut({ erasureId, subject, phase }: Ordered): Promise<void> {
      const { erasures, database, outbox, clock, logger } = this.#parts;
      const definition = DONE[service];
      if (definition === undefined)
        throw new DefectError('HOST.NO_ERASURE_EVENT', 'This service has no event to answer with.');
      const { counts, isDone } =
        phase === 'shred' ? { counts: await erasures.stop(subject), isDone: true } : await erasures.erase(subject);
      if (!isDone) throw new ErasureGoesOnError();
      const facts = { tenantId: subject.tenantId, subject: erasureId, clock };
      await database.asWorker((sql) =>
        outbox.append(sql, [createEvent(definition, { erasureId, phase, counts }, facts)]),
      );
      logger.info('This service has done its part of an erasure.', { erasureId, phase });
    }
  }
  return ErasureOrderedConsumer;
}

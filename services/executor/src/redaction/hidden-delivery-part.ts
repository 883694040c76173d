import { deliveryHidden } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { CompletionPart, EndingRun } from '../runs/completion/completion-part.ts';

interface HiddenDelivery {
  readonly tenantId: string;
  readonly deliveryId: string;
}

/**
 * What a webhook brought has to lie at the door until its run is over, or the run could be lost; from then on it is a log, and one with
 * something in it that rules hide is told to the gateway, which drops it. Not after an error where the run has no copy of its own: the
 * whole run may be retried.
 */
@Injectable()
export class HiddenDeliveryPart implements CompletionPart<HiddenDelivery> {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  prepare({ scope, verdict, isInputHidden }: EndingRun): Promise<HiddenDelivery | undefined> {
    const { tenantId, deliveryId, input } = scope.run;
    const hasCopy = input !== undefined && 'bytes' in input;
    if (isInputHidden !== true || deliveryId === undefined || (verdict.status === 'error' && !hasCopy)) {
      return Promise.resolve(undefined);
    }
    return Promise.resolve({ tenantId, deliveryId });
  }

  write(_sql: SqlClient, deliveries: readonly HiddenDelivery[]): Promise<readonly OutboxEvent[]> {
    return Promise.resolve(
      deliveries.map((data) =>
        createEvent(deliveryHidden, data, { tenantId: data.tenantId, subject: data.deliveryId, clock: this.clock }),
      ),
    );
  }
}

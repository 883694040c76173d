import { deliveryHidden } from '@ebbflow/contracts';
import { BatchConsumer, type ReceivedEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { StoredDeliveriesService } from './stored-deliveries.service.ts';

/** What rules of redaction hide in a delivery goes once its run is over, and with it all that it brought: a signature holds for the whole only. */
@Injectable()
export class DeliveryHiddenConsumer {
  constructor(@Inject(StoredDeliveriesService) private readonly stored: StoredDeliveriesService) {}

  /** Twice changes nothing, so no inbox is needed. */
  @BatchConsumer(deliveryHidden, { group: 'gateway' })
  async erase(events: ReceivedEvent<z.infer<typeof deliveryHidden.schema>>[]): Promise<void> {
    for (const { data } of events) await this.stored.erase(data.tenantId, data.deliveryId);
  }
}

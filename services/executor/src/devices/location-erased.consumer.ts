import { locationErased } from '@ebbflow/contracts';
import { BatchConsumer, type ReceivedEvent } from '@ebbflow/messaging';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { RunErasure } from '../runs/erasure/run-erasure.ts';
import { findRunsOfDeliveries } from './sql/find-runs-of-deliveries.sql.ts';

type Erased = z.infer<typeof locationErased.schema>;

/** A device has turned location off: runs that had its locations are erased. Twice finds nothing, so no inbox is needed. */
@Injectable()
export class LocationErasedConsumer {
  constructor(private readonly erasure: RunErasure) {}

  @BatchConsumer(locationErased, { group: 'executor' })
  async erase(events: ReceivedEvent<Erased>[]): Promise<void> {
    for (const { data } of events) await this.#erase(data);
  }

  async #erase({ tenantId, scenarioId, deliveryIds, runIds }: Erased): Promise<void> {
    await this.erasure.erase({ tenantId, scenarioId, deliveryIds }, async (sql) => {
      const found = await sql.query<{ id: string }>(findRunsOfDeliveries, [tenantId, deliveryIds]);
      return [...runIds, ...found.map(({ id }) => id)];
    });
  }
}

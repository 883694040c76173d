import { Inject, Injectable } from '@nestjs/common';
import type { SealedDelivery } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { KeptDeliveries } from '../lifetimes/kept-deliveries.ts';
import { DeliveryErasedError, DeliveryNotFoundError } from './deliveries.errors.ts';
import { eraseDelivery } from './erase-delivery.sql.ts';
import { sealedIn, type StoredDelivery } from './find-deliveries.sql.ts';

/** Deliveries as they lie here, still sealed. */
@Injectable()
export class StoredDeliveriesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(KeptDeliveries) private readonly kept: KeptDeliveries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DeliveryNotFoundError */
  async find(tenantId: string, deliveryId: string): Promise<StoredDelivery> {
    const [row] = await this.database.withTenant(tenantId, (sql) => this.kept.find(sql, tenantId, [deliveryId]));
    if (!row) throw new DeliveryNotFoundError(deliveryId);
    return row;
  }

  /** @throws DeliveryNotFoundError, DeliveryErasedError */
  async sealed(tenantId: string, deliveryId: string): Promise<SealedDelivery> {
    const row = await this.find(tenantId, deliveryId);
    const sealed = sealedIn(row);
    if (!sealed) throw new DeliveryErasedError(deliveryId);
    const { hookId, scenarioId, receivedAt } = row;
    return { deliveryId, hookId, scenarioId, receivedAt: receivedAt.toISOString(), sealed };
  }

  /** Idempotent; nothing is said of a delivery that is not there. */
  async erase(tenantId: string, deliveryId: string): Promise<void> {
    const [row] = await this.database.withTenant(tenantId, (sql) => this.kept.find(sql, tenantId, [deliveryId]));
    if (row?.requestBlob) await this.blobs.delete(tenantId, row.requestBlob);
    const values = [tenantId, deliveryId, this.clock.now()];
    await this.database.withTenant(tenantId, (sql) => sql.query(eraseDelivery, values));
  }
}

import { deliveryRequestContext, hookRequestSchema } from '@ebbflow/contracts';
import { openPayload, PeriodKeys } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { type Candidate, ErasureParts, type ValueSearch } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { eraseDelivery } from '../deliveries/erase-delivery.sql.ts';
import { type ListedDelivery, listDeliveriesToSearch } from './list-deliveries-to-search.sql.ts';

/** What an organisation's hooks received, looked through for a person. What was received goes; that something was stays. */
@Injectable()
export class DeliverySearch implements ValueSearch {
  readonly store = 'gateway.delivery';

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeriodKeys) private readonly keys: PeriodKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(ErasureParts) parts: ErasureParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    parts.addSearch(this);
  }

  async page(tenantId: string, cursor: string): Promise<Candidate[]> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<ListedDelivery>(listDeliveriesToSearch, [tenantId, cursor]),
    );
    return rows.map((row) => ({
      cursor: row.id,
      texts: () => this.#texts(tenantId, row),
      erase: () => this.#erase(tenantId, row),
    }));
  }

  async #texts(tenantId: string, { id, sealed, blob }: ListedDelivery): Promise<string[]> {
    const bytes = sealed ?? (blob === null ? undefined : await this.blobs.get(tenantId, blob));
    if (bytes === undefined) return [];
    const key = await this.keys.toOpen(tenantId, bytes);
    const plain = openPayload(key, deliveryRequestContext(tenantId, id), bytes);
    const { body, ...rest } = hookRequestSchema.parse(JSON.parse(plain.toString('utf8')));
    return [JSON.stringify(rest), rest.query, Buffer.from(body, 'base64').toString('utf8')];
  }

  /** The blob first: a row without its blob can be erased again. */
  async #erase(tenantId: string, { id, blob }: ListedDelivery): Promise<void> {
    if (blob !== null) await this.blobs.delete(tenantId, blob);
    await this.database.withTenant(tenantId, (sql) => sql.query(eraseDelivery, [tenantId, id, this.clock.now()]));
  }
}

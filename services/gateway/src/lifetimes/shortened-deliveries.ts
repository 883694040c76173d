import { Inject, Injectable } from '@nestjs/common';
import { neededDeliveriesSchema } from '@ebbflow/contracts';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import { ServiceClient, type ShortenedRows } from '@ebbflow/service-host';
import { findDueDeliveries } from './find-due-deliveries.sql.ts';
import { removeDeliveries } from './remove-deliveries.sql.ts';

const ROWS_PER_BATCH = 1_000;

interface DueDelivery {
  readonly id: string;
  readonly tenantId: string;
  readonly receivedAt: Date;
  readonly blob: string | null;
}

/**
 * What was received, and what of it still waits. A run that is not over may read its input from here as long as that lies in a blob: nobody is
 * shown it any more, and it goes with the first look after the run is over or has taken what it needs. Two replicas that remove the
 * same rows find them gone.
 */
@Injectable()
export class ShortenedDeliveries implements ShortenedRows {
  readonly category = 'gateway-logs';
  /** Met in the sweep that is going on. */
  readonly #needed = new Set<string>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  /** @throws TransientError while the executor is away: what a run may need is not removed unasked */
  async removeSome(now: Date): Promise<number> {
    for (;;) {
      const due = await this.database.asWorker((sql) =>
        sql.query<DueDelivery>(findDueDeliveries, [now, ROWS_PER_BATCH, [...this.#needed]]),
      );
      if (due.length === 0) {
        this.#needed.clear();
        return 0;
      }
      for (const id of await this.#neededOf(due)) this.#needed.add(id);
      const gone = due.filter(({ id }) => !this.#needed.has(id));
      if (gone.length > 0) return this.#remove(gone);
    }
  }

  async #neededOf(due: readonly DueDelivery[]): Promise<string[]> {
    const large = Map.groupBy(
      due.filter(({ blob }) => blob !== null),
      ({ tenantId }) => tenantId,
    );
    const needed: string[] = [];
    for (const [tenantId, rows] of large) {
      const body = { tenantId, deliveryIds: rows.slice(0, ROWS_PER_BATCH).map(({ id }) => id) };
      const path = '/internal/v1/needed-deliveries';
      const answer = await this.client.call('executor', 'POST', path, { body, schema: neededDeliveriesSchema });
      needed.push(...answer.deliveryIds);
      // Both halves of the look may be full; what was not asked about waits for the next.
      needed.push(...rows.slice(ROWS_PER_BATCH).map(({ id }) => id));
    }
    return needed;
  }

  async #remove(gone: readonly DueDelivery[]): Promise<number> {
    // Before the rows that name them: after a crash in between, the next sweep finds the rows and goes on.
    for (const { tenantId, blob } of gone) if (blob !== null) await this.blobs.delete(tenantId, blob);
    await this.database.asWorker((sql) =>
      sql.query(removeDeliveries, [
        gone.map(({ tenantId }) => tenantId),
        gone.map(({ id }) => id),
        gone.map(({ receivedAt }) => receivedAt.toISOString()),
      ]),
    );
    return gone.length;
  }
}

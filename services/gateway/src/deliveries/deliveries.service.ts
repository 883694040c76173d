import { Inject, Injectable } from '@nestjs/common';
import { deliveryRequestContext, hookReceived, type HookRequest, SEALED_INLINE_MAX_BYTES } from '@ebbflow/contracts';
import { sealPayload, TenantKeys } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox } from '@ebbflow/messaging';
import {
  BLOB_STORE,
  type BlobStore,
  Database,
  DayPartitions,
  MicroBatcher,
  type SqlClient,
} from '@ebbflow/persistence';
import { utcDay } from '@ebbflow/policy';
import type { OpenHook } from '../hooks/hook.ts';
import { type Delivery, sealedOf } from './delivery.ts';
import { insertDeliveries } from './insert-deliveries.sql.ts';

/** Sealed bytes in one INSERT at most; twice that travels, since the event carries them too. */
const MAX_BATCH_BYTES = 4_194_304;
/**
 * With one batch at a time the process idles through four round trips and a flush to disk: on two busy cores 950/s, against 1 400/s with
 * two batches and 2 300/s with four. No order is lost: webhooks that are under way at the same time have none.
 */
const MAX_BATCHES_UNDER_WAY = 4;

export interface Received {
  readonly deliveryId: string;
  readonly hook: OpenHook;
  readonly request: HookRequest;
  /** Keep the sender waiting: where the run's answer is to be sent. */
  readonly replyTo?: string;
  /** Keep the sealed bytes in a blob, whatever their size, so that deleting the blob leaves no copy in an event. */
  readonly isApart?: boolean;
}

/**
 * Stores what was received. When `accept` resolves, delivery and event are committed and the sender may be told so; when it
 * throws, nothing is promised (a commit whose answer was lost may still have happened: the sender repeats, as it must).
 */
@Injectable()
export class DeliveriesService {
  readonly #days: DayPartitions;
  readonly #batcher: MicroBatcher<Delivery>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(TenantKeys) private readonly keys: TenantKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#days = new DayPartitions(database, 'delivery');
    this.#batcher = new MicroBatcher<Delivery>({
      flush: (batch) => this.#flush(batch),
      weigh: ({ sealed }) => ('bytes' in sealed ? sealed.bytes.length : 0),
      maxWeight: MAX_BATCH_BYTES,
      maxConcurrent: MAX_BATCHES_UNDER_WAY,
    });
  }

  /** @throws TransientError when database or vault are away; KeyDestroyedError when the organisation was shredded. */
  async accept(received: Received): Promise<void> {
    await this.#batcher.add(await this.seal(received));
  }

  /** The first half of `accept`, for whoever has more to write in the transaction: `store` is the other. @throws as `accept` */
  async seal({ deliveryId, hook, request, replyTo, isApart = false }: Received): Promise<Delivery> {
    const key = await this.keys.current(hook.tenantId);
    const bytes = sealPayload(
      key,
      deliveryRequestContext(hook.tenantId, deliveryId),
      Buffer.from(JSON.stringify(request)),
    );
    const sealed =
      bytes.length <= SEALED_INLINE_MAX_BYTES && !isApart
        ? { bytes }
        : { blob: await this.blobs.put(hook.tenantId, bytes) };
    return {
      id: deliveryId,
      hook,
      receivedAt: this.clock.now(),
      keyVersion: key.version,
      sealed,
      ...(replyTo === undefined ? {} : { replyTo }),
    };
  }

  /** Before the transaction that stores them: a day attached inside it would hold its lock until the rows are in. */
  async ensureDays(batch: readonly Delivery[]): Promise<void> {
    await this.#days.ensure(batch.map(({ receivedAt }) => utcDay(receivedAt.getTime())));
  }

  /** In the caller's transaction, as writer or worker: rows and events, one statement each. */
  async store(sql: SqlClient, batch: readonly Delivery[]): Promise<void> {
    await sql.query(insertDeliveries, columnsOf(batch));
    await this.outbox.append(
      sql,
      batch.map((delivery) => this.#eventOf(delivery)),
    );
  }

  async #flush(batch: readonly Delivery[]): Promise<undefined[]> {
    await this.ensureDays(batch);
    await this.database.asWriter((sql) => this.store(sql, batch));
    return batch.map(() => undefined);
  }

  #eventOf(delivery: Delivery) {
    const { hook, id, receivedAt, replyTo } = delivery;
    return createEvent(
      hookReceived,
      {
        tenantId: hook.tenantId,
        hookId: hook.id,
        deliveryId: id,
        ...(hook.kind === 'webhook' ? {} : { door: hook.kind }),
        scenarioId: hook.scenarioId,
        receivedAt: receivedAt.toISOString(),
        sealed: sealedOf(delivery),
        ...(replyTo === undefined ? {} : { replyTo }),
      },
      { tenantId: hook.tenantId, subject: id, clock: this.clock },
    );
  }
}

function columnsOf(batch: readonly Delivery[]): unknown[] {
  return [
    batch.map(({ hook }) => hook.tenantId),
    batch.map(({ id }) => id),
    batch.map(({ hook }) => hook.id),
    batch.map(({ hook }) => hook.scenarioId),
    batch.map(({ receivedAt }) => receivedAt.toISOString()),
    batch.map(({ keyVersion }) => keyVersion),
    batch.map(({ sealed }) => ('bytes' in sealed ? sealed.bytes : null)),
    batch.map(({ sealed }) => ('blob' in sealed ? sealed.blob : null)),
  ];
}

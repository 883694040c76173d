import { Inject, Injectable } from '@nestjs/common';
import { deliveryRequestContext, type HookRequest, SEALED_INLINE_MAX_BYTES } from '@ebbflow/contracts';
import { PeriodKeys, sealPayload } from '@ebbflow/crypto';
import { CLOCK, type Clock, type ExpectedError } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore, Database, DayPartitions, MicroBatcher } from '@ebbflow/persistence';
import { utcDay } from '@ebbflow/policy';
import { HookExpiredError } from '../door/door.errors.ts';
import { isOver, type OpenHook } from '../hooks/hook.ts';
import { dedupeMac } from './dedupe-mac.ts';
import { columnsOf, type Delivery, type Taken } from './delivery.ts';
import { acceptedEvent } from './delivery-event.ts';
import { GuardedDeliveries, needsGuard } from './guarded-deliveries.ts';
import { insertDeliveries } from './insert-deliveries.sql.ts';

/** Sealed bytes in one INSERT at most; twice that travels, since the event carries them too. */
const MAX_BATCH_BYTES = 4_194_304;
/**
 * With one batch at a time the process idles through four round trips and a flush to disk: on two busy cores 950/s, against 1 400/s with
 * two batches and 2 300/s with four. No order is lost: webhooks that are under way at the same time have none.
 */
const MAX_BATCHES_UNDER_WAY = 4;
const HOUR_MS = 3_600_000;

export interface Received {
  readonly deliveryId: string;
  readonly hook: OpenHook;
  readonly request: HookRequest;
  /** Keep the sender waiting: where the run's answer is to be sent. */
  readonly replyTo?: string;
  /** Keep the sealed bytes in a blob, whatever their size, so that deleting the blob leaves no copy in an event. */
  readonly isApart?: boolean;
  /** The sender's own id of it: a copy within the window of the hook is not taken twice. */
  readonly dedupeKey?: string;
}

/**
 * Stores what was received. When `accept` resolves, delivery and event are committed and the sender may be told so; when it
 * throws, nothing is promised (a commit whose answer was lost may still have happened: the sender repeats, as it must).
 *
 * Two ways lead to the table: one INSERT by a role that can do nothing else, for whatever is handed over at once, and
 * GuardedDeliveries for what may have to wait or be refused.
 */
@Injectable()
export class DeliveriesService {
  readonly #days: DayPartitions;
  readonly #batcher: MicroBatcher<Delivery>;
  readonly #guarded: MicroBatcher<Delivery, Taken | ExpectedError>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(PeriodKeys) private readonly keys: PeriodKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(GuardedDeliveries) guarded: GuardedDeliveries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#days = new DayPartitions(database, 'delivery');
    const weigh = ({ sealed }: Delivery) => ('bytes' in sealed ? sealed.bytes.length : 0);
    const bounds = { weigh, maxWeight: MAX_BATCH_BYTES, maxConcurrent: MAX_BATCHES_UNDER_WAY };
    this.#batcher = new MicroBatcher<Delivery>({ ...bounds, flush: (batch) => this.#flush(batch) });
    this.#guarded = new MicroBatcher({
      ...bounds,
      flush: (batch) => this.database.asWorker((sql) => guarded.store(sql, batch)),
    });
  }

  /**
   * @throws TransientError when database or vault are away; KeyDestroyedError when the organisation was shredded; QueueFullError,
   *   HookExpiredError, UnknownHookError where only the database could tell.
   */
  async accept(received: Received): Promise<Taken> {
    const delivery = await this.seal(received);
    if (!needsGuard(delivery.hook) && delivery.dedupe === undefined) {
      await this.#batcher.add(delivery);
      return { deliveryId: delivery.id, state: 'dispatched' };
    }
    await this.ensureDays([delivery]);
    const taken = await this.#guarded.add(delivery);
    const isStored = 'state' in taken && taken.state !== 'duplicate';
    if (!isStored && 'blob' in delivery.sealed) await this.blobs.delete(delivery.hook.tenantId, delivery.sealed.blob);
    if (!('state' in taken)) throw taken;
    return taken;
  }

  /** The first half of `accept`, for whoever has more to write in the transaction: GuardedDeliveries.store is the other. @throws as `accept` */
  async seal(received: Received): Promise<Delivery> {
    const { deliveryId, hook, request, replyTo } = received;
    // Also for doors that have no way of their own to ask.
    if (isOver(hook, this.clock.nowMs())) throw new HookExpiredError();
    const { tenantId, scenarioId } = hook;
    const receivedAt = this.clock.now();
    const key = await this.keys.toSeal({ tenantId, scenarioId, category: 'gateway-logs', at: receivedAt });
    const bytes = sealPayload(key, deliveryRequestContext(tenantId, deliveryId), Buffer.from(JSON.stringify(request)));
    const isInline = bytes.length <= SEALED_INLINE_MAX_BYTES && received.isApart !== true && !hook.confidential;
    const dedupe = await this.#dedupeOf(received);
    return {
      id: deliveryId,
      hook,
      receivedAt,
      keyVersion: key.version,
      sealed: isInline ? { bytes } : { blob: await this.blobs.put(tenantId, bytes) },
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(dedupe === undefined ? {} : { dedupe }),
    };
  }

  /** Before the transaction that stores them: a day attached inside it would hold its lock until the rows are in. */
  async ensureDays(batch: readonly Delivery[]): Promise<void> {
    await this.#days.ensure(batch.map(({ receivedAt }) => utcDay(receivedAt.getTime())));
  }

  async #flush(batch: readonly Delivery[]): Promise<undefined[]> {
    await this.ensureDays(batch);
    const events = batch.map((delivery) => acceptedEvent(delivery, this.clock));
    await this.database.asWriter(async (sql) => {
      await sql.query(insertDeliveries, columnsOf(batch));
      await this.outbox.append(sql, events);
    });
    return batch.map(() => undefined);
  }

  async #dedupeOf({ hook, dedupeKey }: Received): Promise<Delivery['dedupe']> {
    const { dedupe } = hook.settings;
    if (dedupeKey === undefined || dedupe === null) return undefined;
    const expiresAt = new Date(this.clock.nowMs() + dedupe.windowHours * HOUR_MS);
    const key = await this.keys.ofTenant(hook.tenantId);
    return { mac: dedupeMac(key, hook.id, dedupeKey), expiresAt };
  }
}

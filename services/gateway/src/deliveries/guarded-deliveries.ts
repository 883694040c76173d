import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type ExpectedError } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { HookExpiredError, UnknownHookError } from '../door/door.errors.ts';
import type { OpenHook } from '../hooks/hook.ts';
import { DEFAULT_QUEUE_LIMIT } from '../queue/queue-limit.ts';
import { QueueFullError } from '../queue/queue.errors.ts';
import { addAccepted } from './add-accepted.sql.ts';
import { countHeldOfHooks } from './count-held-of-hooks.sql.ts';
import { findCopies } from './dedupe-keys.ts';
import { columnsOf, type Delivery, type Taken } from './delivery.ts';
import { acceptedEvent } from './delivery-event.ts';
import { insertDeliveries } from './insert-deliveries.sql.ts';
import { insertHeld } from './insert-held.sql.ts';
import { type LockedHook, lockHooks } from './lock-hooks.sql.ts';

type Verdict = Taken | ExpectedError;

/** A hook of the batch under its lock, and what this batch has added to it so far. */
interface Room {
  readonly hook: LockedHook;
  heldCount: number;
  acceptedCount: number;
}

/** True when storing a delivery of this hook takes more than an insert. */
export function needsGuard(hook: OpenHook): boolean {
  return hook.mode === 'scheduled' || hook.queueState !== 'open' || hook.settings.maxDeliveries !== null;
}

/**
 * Stores deliveries that may be refused, held or copies, which only the database can say for all replicas at once. The lock of the
 * hook's row orders them with each other, with the release of the queue and with claims of runs. The order: room in the queue, then
 * copies, because a copy gives its place back.
 */
@Injectable()
export class GuardedDeliveries {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In a transaction of the worker role; the days of the deliveries exist. Answers in the order of the batch. */
  async store(sql: SqlClient, batch: readonly Delivery[]): Promise<Verdict[]> {
    const rooms = await this.#lock(sql, batch);
    const verdicts = new Map<Delivery, Verdict>();
    for (const delivery of batch) verdicts.set(delivery, admit(delivery, rooms));
    const admitted = batch.filter((delivery) => stateOf(verdicts.get(delivery)) !== undefined);
    const copies = await findCopies(sql, admitted, this.clock.now());
    for (const [copy, deliveryId] of copies) verdicts.set(copy, { deliveryId, state: 'duplicate' });
    const inState = (state: Taken['state']) => admitted.filter((each) => stateOf(verdicts.get(each)) === state);
    await this.#write(sql, inState('dispatched'), inState('held'));
    // Each was set above.
    return batch.map((delivery) => verdicts.get(delivery) as Verdict);
  }

  async #lock(sql: SqlClient, batch: readonly Delivery[]): Promise<ReadonlyMap<string, Room | undefined>> {
    const guarded = [
      ...new Map(batch.filter(({ hook }) => needsGuard(hook)).map(({ hook }) => [hook.id, hook])).values(),
    ];
    const rooms = new Map<string, Room | undefined>(guarded.map(({ id }) => [id, undefined]));
    if (guarded.length === 0) return rooms;
    const columns = [guarded.map(({ tenantId }) => tenantId), guarded.map(({ id }) => id)];
    const locked = await sql.query<LockedHook>(lockHooks, columns);
    const held = await sql.query<{ id: string; count: number }>(countHeldOfHooks, columns);
    const counts = new Map(held.map(({ id, count }) => [id, count]));
    for (const hook of locked) {
      rooms.set(hook.id, { hook, heldCount: counts.get(hook.id) ?? 0, acceptedCount: hook.acceptedCount });
    }
    return rooms;
  }

  async #write(sql: SqlClient, dispatched: readonly Delivery[], held: readonly Delivery[]): Promise<void> {
    const stored = [...dispatched, ...held];
    if (stored.length === 0) return;
    await sql.query(insertDeliveries, columnsOf(stored));
    if (held.length > 0) {
      await sql.query(insertHeld, [
        held.map(({ hook }) => hook.tenantId),
        held.map(({ hook }) => hook.id),
        held.map(({ id }) => id),
        held.map(({ receivedAt }) => receivedAt.toISOString()),
      ]);
    }
    const counted = Map.groupBy(
      stored.filter(({ hook }) => hook.settings.maxDeliveries !== null),
      ({ hook }) => hook.id,
    );
    if (counted.size > 0) {
      const groups = [...counted.values()].flatMap(([first, ...more]) =>
        first ? [{ hook: first.hook, count: more.length + 1 }] : [],
      );
      await sql.query(addAccepted, [
        groups.map(({ hook }) => hook.tenantId),
        groups.map(({ hook }) => hook.id),
        groups.map(({ count }) => count),
      ]);
    }
    await this.outbox.append(
      sql,
      dispatched.map((delivery) => acceptedEvent(delivery, this.clock)),
    );
  }
}

function stateOf(verdict: Verdict | undefined): Taken['state'] | undefined {
  return verdict !== undefined && 'state' in verdict ? verdict.state : undefined;
}

function admit({ id, hook }: Delivery, rooms: ReadonlyMap<string, Room | undefined>): Verdict {
  if (!rooms.has(hook.id)) return { deliveryId: id, state: 'dispatched' };
  const room = rooms.get(hook.id);
  if (!room) return new UnknownHookError();
  const { maxDeliveries, mode, queueState } = room.hook;
  if (maxDeliveries !== null && room.acceptedCount >= maxDeliveries) return new HookExpiredError();
  room.acceptedCount += 1;
  if (mode === 'instant' && queueState === 'open') return { deliveryId: id, state: 'dispatched' };
  const limit = room.hook.queueLimit ?? DEFAULT_QUEUE_LIMIT;
  if (room.heldCount >= limit) return new QueueFullError(hook.id, limit);
  room.heldCount += 1;
  return { deliveryId: id, state: 'held' };
}

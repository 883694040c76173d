import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ReplayedDeliveries, replayDeliveriesSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import type { z } from 'zod';
import type { HookRecord } from '../hooks/find-hook.sql.ts';
import { HookSettingsService } from '../hooks/hook-settings.service.ts';
import { KeptDeliveries } from '../lifetimes/kept-deliveries.ts';
import { DeliveryConfidentialError, DeliveryErasedError, DeliveryNotFoundError } from './deliveries.errors.ts';
import { deliveryEvent } from './delivery-event.ts';
import { sealedIn, type StoredDelivery } from './find-deliveries.sql.ts';
import { listReplayable } from './list-replayable.sql.ts';

const MAX_BYTES = 8_388_608;

type Replay = { readonly deliveryId: string; readonly runId: string };

/** Gives deliveries another run: the same event as at first, with a run id of its own. */
@Injectable()
export class DeliveryReplaysService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(HookSettingsService) private readonly hooks: HookSettingsService,
    @Inject(KeptDeliveries) private readonly kept: KeptDeliveries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws HookNotFoundError, DeliveryNotFoundError, DeliveryConfidentialError, DeliveryErasedError */
  async one(tenantId: string, hookId: string, deliveryId: string): Promise<Replay> {
    const hook = await this.#replayableHook(tenantId, hookId);
    const replays = await this.database.withTenant(tenantId, async (sql) => {
      const [row] = await this.kept.find(sql, tenantId, [deliveryId]);
      if (row?.hookId !== hookId) throw new DeliveryNotFoundError(deliveryId);
      if (!sealedIn(row)) throw new DeliveryErasedError(deliveryId);
      return this.#append(sql, tenantId, hook, { rows: [row] });
    });
    // One row gives one replay.
    return replays[0] as Replay;
  }

  /** @throws HookNotFoundError, DeliveryConfidentialError */
  async many(
    tenantId: string,
    hookId: string,
    { from, to, limit, cursor = '', requestKey }: z.infer<typeof replayDeliveriesSchema>,
  ): Promise<ReplayedDeliveries> {
    const hook = await this.#replayableHook(tenantId, hookId);
    const items = await this.database.withTenant(tenantId, async (sql) => {
      const values = [tenantId, hookId, from, to, cursor, limit, MAX_BYTES, ...this.kept.window()];
      const ids = (await sql.query<{ id: string }>(listReplayable, values)).map(({ id }) => id);
      const rows = await this.kept.find(sql, tenantId, ids);
      return this.#append(sql, tenantId, hook, { rows, requestKey });
    });
    return { items, nextCursor: items.at(-1)?.deliveryId ?? null };
  }

  async #replayableHook(tenantId: string, hookId: string): Promise<HookRecord> {
    const hook = await this.hooks.find(tenantId, hookId);
    if (hook.confidential) throw new DeliveryConfidentialError(hookId);
    return hook;
  }

  async #append(
    sql: SqlClient,
    tenantId: string,
    { kind }: HookRecord,
    { rows, requestKey }: { rows: readonly StoredDelivery[]; requestKey?: string | undefined },
  ): Promise<Replay[]> {
    const replays: Replay[] = [];
    const events = rows.flatMap((row) => {
      const sealed = sealedIn(row);
      if (!sealed) return [];
      const runId = requestKey === undefined ? newId<string>('run', this.clock.nowMs()) : runIdOf(requestKey, row.id);
      replays.push({ deliveryId: row.id, runId });
      return [deliveryEvent({ ...row, tenantId, kind, sealed, runId }, this.clock)];
    });
    await this.outbox.append(sql, events);
    return replays;
  }
}

/** The same for the same request, so that the executor, which knows no run twice, makes repeating it harmless. */
function runIdOf(requestKey: string, deliveryId: string): string {
  return `run_${createHash('sha256').update(`${requestKey}\0${deliveryId}`).digest('hex').slice(0, 32)}`;
}

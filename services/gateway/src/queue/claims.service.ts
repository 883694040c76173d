import { Inject, Injectable } from '@nestjs/common';
import type { ClaimedDeliveries, claimDeliveriesSchema, pendingDeliveriesSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import type { z } from 'zod';
import { sealedIn } from '../deliveries/find-deliveries.sql.ts';
import { HookNotFoundError } from '../hooks/hooks.errors.ts';
import type { QueueState } from '../hooks/hook.ts';
import { KeptDeliveries } from '../lifetimes/kept-deliveries.ts';
import { countHeld } from './count-held.sql.ts';
import { findClaim } from './find-claim.sql.ts';
import { insertClaim } from './insert-claim.sql.ts';
import { lockHook } from './lock-hook.sql.ts';
import { takeHeld } from './take-held.sql.ts';

const MAX_CLAIM_BYTES = 8_388_608;

/**
 * Runs of schedules take what is held. What a run took is written down in the same transaction, so that after a crash its next
 * attempt gets the very same deliveries, and no other run gets them.
 */
@Injectable()
export class ClaimsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(KeptDeliveries) private readonly kept: KeptDeliveries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws HookNotFoundError */
  async claim(hookId: string, input: z.infer<typeof claimDeliveriesSchema>): Promise<ClaimedDeliveries> {
    const { tenantId } = input;
    const rows = await this.database.withTenant(tenantId, async (sql) => {
      const deliveryIds = await this.#claimed(sql, hookId, input);
      return deliveryIds.length === 0 ? [] : this.kept.find(sql, tenantId, deliveryIds);
    });
    const items = rows.flatMap((row) => {
      const sealed = sealedIn(row);
      // One that was deleted or erased since is not given again: who deletes it means it.
      return sealed ? [{ deliveryId: row.id, receivedAt: row.receivedAt.toISOString(), sealed }] : [];
    });
    return { items };
  }

  async pending({ tenantId, hookIds }: z.infer<typeof pendingDeliveriesSchema>): Promise<Record<string, number>> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ hookId: string; count: number }>(countHeld, [tenantId, hookIds]),
    );
    return Object.fromEntries(rows.map(({ hookId, count }) => [hookId, count]));
  }

  async #claimed(
    sql: SqlClient,
    hookId: string,
    { tenantId, runId, max }: z.infer<typeof claimDeliveriesSchema>,
  ): Promise<readonly string[]> {
    const [hook] = await sql.query<{ queueState: QueueState }>(lockHook, [tenantId, hookId]);
    if (!hook) throw new HookNotFoundError(hookId);
    const [claim] = await sql.query<{ deliveryIds: string[] }>(findClaim, [tenantId, runId]);
    if (claim) return claim.deliveryIds;
    const taken =
      hook.queueState === 'paused'
        ? []
        : await sql.query<{ id: string }>(takeHeld, [tenantId, hookId, max, MAX_CLAIM_BYTES]);
    const ids = taken.map(({ id }) => id);
    await sql.query(insertClaim, [tenantId, runId, hookId, ids, this.clock.now()]);
    return ids;
  }
}

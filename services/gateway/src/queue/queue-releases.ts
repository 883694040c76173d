import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { HookKind } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Logger } from '@ebbflow/observability';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { deliveryEvent } from '../deliveries/delivery-event.ts';
import { sealedIn } from '../deliveries/find-deliveries.sql.ts';
import { HookDirectory } from '../hooks/hook-directory.ts';
import { KeptDeliveries } from '../lifetimes/kept-deliveries.ts';
import { findReleasingHooks } from './find-releasing-hooks.sql.ts';
import { lockReleasingHook } from './lock-releasing-hook.sql.ts';
import { openQueue } from './open-queue.sql.ts';
import { takeHeld } from './take-held.sql.ts';

const BATCH_ROWS = 200;
const BATCH_BYTES = 8_388_608;
/** The truth: a release begun by a replica that died is found by this alone. */
const POLL_MS = 1_000;

interface Releasing {
  readonly tenantId: string;
  readonly hookId: string;
}

/**
 * Hands over what paused hooks have held, oldest first. A batch is one transaction under the lock of the hook's row: rows leave the
 * queue, their events come into the outbox. What arrives meanwhile waits for that lock and joins the end, so nothing overtakes; the
 * batch that finds the queue empty opens the hook. A crash loses no batch and repeats none.
 */
@Injectable()
export class QueueReleases implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(HookDirectory) private readonly directory: HookDirectory,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(KeptDeliveries) private readonly kept: KeptDeliveries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.wake(), POLL_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** Looks now and not at the next poll. */
  wake(): void {
    this.#underWay ??= this.#releaseAll()
      .catch((thrown: unknown) =>
        this.logger.warn('Held deliveries could not be handed over; tried again.', {}, thrown),
      )
      .finally(() => (this.#underWay = undefined));
  }

  async #releaseAll(): Promise<void> {
    const hooks = await this.database.asWorker((sql) => sql.query<Releasing>(findReleasingHooks));
    for (const hook of hooks) {
      while (!this.#isStopping && (await this.database.asWorker((sql) => this.#releaseBatch(sql, hook)))) continue;
    }
  }

  /** True when there is more. */
  async #releaseBatch(sql: SqlClient, { tenantId, hookId }: Releasing): Promise<boolean> {
    const [hook] = await sql.query<{ token: string; kind: HookKind }>(lockReleasingHook, [tenantId, hookId]);
    if (!hook) return false;
    const taken = await sql.query<{ id: string }>(takeHeld, [tenantId, hookId, BATCH_ROWS, BATCH_BYTES]);
    if (taken.length === 0) {
      await sql.query(openQueue, [tenantId, hookId]);
      sql.afterCommit(() => this.directory.forget(hook.token));
      return false;
    }
    const rows = await this.kept.find(
      sql,
      tenantId,
      taken.map(({ id }) => id),
    );
    const events = rows.flatMap((row) => {
      const sealed = sealedIn(row);
      return sealed ? [deliveryEvent({ ...row, tenantId, kind: hook.kind, sealed }, this.clock)] : [];
    });
    await this.outbox.append(sql, events);
    return true;
  }
}

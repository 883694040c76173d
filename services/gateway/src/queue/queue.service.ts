import { Inject, Injectable } from '@nestjs/common';
import type { HookQueue, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore, Database, type SqlClient, type Statement } from '@ebbflow/persistence';
import { auditFact } from '../audit/audit-fact.ts';
import { HookDirectory } from '../hooks/hook-directory.ts';
import { HookNotFoundError } from '../hooks/hooks.errors.ts';
import type { OpenHook, QueueState } from '../hooks/hook.ts';
import { countQueue } from './count-queue.sql.ts';
import { deleteHeld } from './delete-held.sql.ts';
import { listHeldBlobs } from './list-held-blobs.sql.ts';
import { lockHook } from './lock-hook.sql.ts';
import { pauseQueue } from './pause-queue.sql.ts';
import { DEFAULT_QUEUE_LIMIT } from './queue-limit.ts';
import { QueueReleases } from './queue-releases.ts';
import { resumeQueue } from './resume-queue.sql.ts';

const PURGE_BATCH = 200;

interface QueueRow {
  readonly state: QueueState;
  readonly queueLimit: number | null;
  readonly count: number;
  readonly oldestReceivedAt: Date | null;
}

/** What somebody did to a queue, for the audit log. */
interface QueueDone {
  readonly hookId: string;
  readonly action: `hook.queue-${string}`;
  readonly facts?: Readonly<Record<string, number>>;
}

/** What waits at a hook: looked at, paused, resumed and thrown away. */
@Injectable()
export class QueueService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HookDirectory) private readonly directory: HookDirectory,
    @Inject(QueueReleases) private readonly releases: QueueReleases,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws HookNotFoundError */
  async read(tenantId: string, hookId: string): Promise<HookQueue> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<QueueRow>(countQueue, [tenantId, hookId]),
    );
    if (!row) throw new HookNotFoundError(hookId);
    return {
      state: row.state,
      count: row.count,
      limit: row.queueLimit ?? DEFAULT_QUEUE_LIMIT,
      oldestReceivedAt: row.oldestReceivedAt?.toISOString() ?? null,
    };
  }

  /** Whether one more would be taken, as far as can be said before it is there. @throws HookNotFoundError */
  async hasRoom({ tenantId, id, mode, queueState }: OpenHook): Promise<boolean> {
    if (mode === 'instant' && queueState === 'open') return true;
    const { count, limit } = await this.read(tenantId, id);
    return count < limit;
  }

  /** From now on accepted and held; on other replicas within a second. @throws HookNotFoundError */
  pause(by: Principal, hookId: string): Promise<HookQueue> {
    return this.#switch(pauseQueue, by, { action: 'hook.queue-paused', hookId });
  }

  /** @throws HookNotFoundError */
  async resume(by: Principal, hookId: string): Promise<HookQueue> {
    const queue = await this.#switch(resumeQueue, by, { action: 'hook.queue-resumed', hookId });
    this.releases.wake();
    return queue;
  }

  /**
   * Throws away everything held now, in batches, each under the lock of the hook's row: whoever hands over or claims what is held waits,
   * or would get deliveries whose blobs are gone. Blobs go before the rows that name them: after a crash in between, the same call finds
   * the rows and goes on.
   */
  async purge(tenantId: string, hookId: string): Promise<number> {
    for (let deletedCount = 0; ;) {
      const count = await this.database.withTenant(tenantId, (sql) => this.#purgeBatch(sql, tenantId, hookId));
      if (count === 0) return deletedCount;
      deletedCount += count;
    }
  }

  /** The same by somebody's hand. A count of nothing is an act as well: it was asked for. */
  async purgeFor(by: Principal, hookId: string): Promise<number> {
    const deletedCount = await this.purge(by.organisationId, hookId);
    await this.database.withTenant(by.organisationId, (sql) =>
      this.#note(sql, by, { action: 'hook.queue-purged', hookId, facts: { deletedCount } }),
    );
    return deletedCount;
  }

  async #purgeBatch(sql: SqlClient, tenantId: string, hookId: string): Promise<number> {
    await sql.query(lockHook, [tenantId, hookId]);
    const held = await sql.query<{ id: string; blob: string | null }>(listHeldBlobs, [tenantId, hookId, PURGE_BATCH]);
    if (held.length === 0) return 0;
    for (const { blob } of held) if (blob !== null) await this.blobs.delete(tenantId, blob);
    await sql.query(deleteHeld, [tenantId, hookId, held.map(({ id }) => id)]);
    return held.length;
  }

  async #switch(statement: Statement, by: Principal, done: QueueDone): Promise<HookQueue> {
    const { organisationId: tenantId } = by;
    const { hookId } = done;
    const row = await this.database.withTenant(tenantId, async (sql) => {
      const [switched] = await sql.query<{ token: string }>(statement, [tenantId, hookId, this.clock.now()]);
      if (switched) await this.#note(sql, by, done);
      return switched;
    });
    if (!row) throw new HookNotFoundError(hookId);
    this.directory.forget(row.token);
    return this.read(tenantId, hookId);
  }

  #note(sql: SqlClient, by: Principal, { hookId, ...done }: QueueDone): Promise<void> {
    return this.outbox.append(sql, [auditFact(by, { ...done, object: { kind: 'hook', id: hookId } }, this.clock)]);
  }
}

import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { sweepDedupeKeys } from '../deliveries/sweep-dedupe-keys.sql.ts';
import { closeHooks } from './close-hooks.sql.ts';
import { findHooksToDelete } from './find-hooks-to-delete.sql.ts';
import { HookDirectory } from './hook-directory.ts';
import { HookRemovalService } from './hook-removal.service.ts';

const UNUSED = Duration.parse('120h');
const CLOSED = Duration.parse('720h');
const EVERY_MS = 60_000;

/**
 * *on* → *off* (no active scenario uses it) → after 120 h, or past its own expiry, *closed* → after 30 days *deleted*. Switching it on
 * opens it again at any time before. Also forgets dedupe keys past their window. Every replica does all of it; each step can be
 * done twice.
 */
@Injectable()
export class HookExpiryJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HookRemovalService) private readonly removal: HookRemovalService,
    @Inject(HookDirectory) private readonly directory: HookDirectory,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#underWay ??= this.run()
        .catch((thrown: unknown) => this.logger.warn('Hooks could not be looked through; tried again.', {}, thrown))
        .finally(() => (this.#underWay = undefined));
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** @throws TransientError when the database or vault is away; what was done stays done. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const before = (age: Duration) => new Date(now.getTime() - age.milliseconds);
    const closed = await this.database.asWorker((sql) =>
      sql.query<{ token: string }>(closeHooks, [now, before(UNUSED)]),
    );
    for (const { token } of closed) this.directory.forget(token);
    const gone = await this.database.asWorker((sql) =>
      sql.query<{ tenantId: string; hookId: string }>(findHooksToDelete, [before(CLOSED)]),
    );
    for (const { tenantId, hookId } of gone) {
      await this.removal.delete(tenantId, hookId);
      this.logger.info('A hook that was closed for too long was deleted.', { organisationId: tenantId, hookId });
    }
    while ((await this.database.asWorker((sql) => sql.query(sweepDedupeKeys, [now]))).length > 0) continue;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@ebbflow/persistence';
import { QueueService } from '../queue/queue.service.ts';
import { HookSecrets } from '../signatures/hook-secrets.ts';
import { deleteHook } from './delete-hook.sql.ts';
import { HookDirectory } from './hook-directory.ts';

/**
 * Takes a hook away: its queue, then its secrets in vault, then the row with all that is remembered of its copies and claims. The
 * row goes last, so that what a crash leaves behind is found and finished by asking again. Deliveries that were handed over stay
 * until their day is over, since runs may still have to be shown what started them.
 */
@Injectable()
export class HookRemovalService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(QueueService) private readonly queue: QueueService,
    @Inject(HookSecrets) private readonly secrets: HookSecrets,
    @Inject(HookDirectory) private readonly directory: HookDirectory,
  ) {}

  /** Idempotent. @throws TransientError when vault is away */
  async delete(tenantId: string, hookId: string): Promise<void> {
    await this.queue.purge(tenantId, hookId);
    await this.secrets.delete(tenantId, hookId);
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ token: string }>(deleteHook, [tenantId, hookId]),
    );
    for (const { token } of rows) this.directory.forget(token);
  }
}

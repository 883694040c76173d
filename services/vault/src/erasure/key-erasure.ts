import type { Erased, ErasureCounts, ErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { type ErasurePart, ErasureParts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { TenantKeysService } from '../keys/tenant-keys.service.ts';
import { noteErasedTenant } from './note-erased-tenant.sql.ts';

/**
 * The crypto-shred of an organisation: with its keys everything they sealed is unreadable at once, in every table, topic, blob and backup, and
 * within a minute in the memory of who holds one. A digest of the id stays, so that no key is made for it again.
 */
@Injectable()
export class KeyErasure implements ErasurePart {
  readonly kinds = ['organisation'] as const;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TenantKeysService) private readonly keys: TenantKeysService,
    @Inject(ErasureParts) parts: ErasureParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    parts.add(this);
  }

  async stop({ tenantId }: ErasureSubject): Promise<ErasureCounts> {
    return { 'vault.keys': await this.keys.destroy(tenantId) };
  }

  /** Before the rows, tombstones among them, go: from here on a key that is made is born destroyed. */
  async erase({ tenantId }: ErasureSubject): Promise<Erased> {
    await this.database.asWorker((sql) => sql.query(noteErasedTenant, [tenantId, this.clock.now()]));
    return { counts: {}, isDone: true };
  }
}

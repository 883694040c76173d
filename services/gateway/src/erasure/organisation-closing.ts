import type { ErasureCounts, ErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { type ErasurePart, ErasureParts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { closeHooksOfOrganisation } from './close-hooks-of-organisation.sql.ts';

/** Whoever still sends to an organisation that is erased is told that the hook is gone for good, and sends no more. */
@Injectable()
export class OrganisationClosing implements ErasurePart {
  readonly kinds = ['organisation'] as const;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ErasureParts) parts: ErasureParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    parts.add(this);
  }

  async stop(subject: ErasureSubject): Promise<ErasureCounts> {
    await this.database.asWorker((sql) => sql.query(closeHooksOfOrganisation, [subject.tenantId, this.clock.now()]));
    return {};
  }
}

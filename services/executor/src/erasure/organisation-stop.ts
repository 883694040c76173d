import type { ErasureCounts, ErasureSubject } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { type ErasurePart, ErasureParts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { stopOrganisation } from './stop-organisation.sql.ts';

/** An organisation that is erased runs nothing any more: its scenarios are switched off before its runs are taken away. */
@Injectable()
export class OrganisationStop implements ErasurePart {
  readonly kinds = ['organisation'] as const;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ErasureParts) parts: ErasureParts,
  ) {
    parts.add(this);
  }

  async stop(subject: ErasureSubject): Promise<ErasureCounts> {
    await this.database.asWorker((sql) => sql.query(stopOrganisation, [subject.tenantId]));
    return {};
  }
}

import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { SetupLinkInvalidError } from '../identity.errors.ts';
import { issueSetupLink } from './issue-setup-link.sql.ts';
import { SetupLinkEntity } from './setup-link.entity.ts';

@Injectable()
export class SetupLinksRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** False once the organisation's link was used. */
  async issue(tenantId: string, tokenHash: Buffer, expiresAt: Date): Promise<boolean> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query(issueSetupLink, [tenantId, tokenHash, expiresAt]),
    );
    return rows.length > 0;
  }

  /** Takes the link: of two who redeem it at once the row lock lets one through. @throws SetupLinkInvalidError */
  async take(manager: EntityManager, link: { tenantId: string; tokenHash: Buffer; now: Date }): Promise<void> {
    const { tenantId, tokenHash, now } = link;
    const { affected } = await manager.update(
      SetupLinkEntity,
      { tenantId, tokenHash, usedAt: IsNull(), expiresAt: MoreThan(now) },
      { usedAt: now },
    );
    if (affected !== 1) throw new SetupLinkInvalidError();
  }

  transaction<T>(tenantId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.withTenantEntities(tenantId, work);
  }
}

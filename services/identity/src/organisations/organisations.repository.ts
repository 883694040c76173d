import { DefectError } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { insertBootstrappedOrganisation } from './insert-bootstrapped-organisation.sql.ts';
import { OrganisationEntity } from './organisation.entity.ts';

@Injectable()
export class OrganisationsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** False when somebody else made it first. */
  async insertBootstrapped(tenantId: string, key: string, name: string): Promise<boolean> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query(insertBootstrappedOrganisation, [tenantId, name, key]),
    );
    return rows.length > 0;
  }

  /** Is this the organisation the installation made for itself? */
  isBootstrapped(tenantId: string): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.existsBy(OrganisationEntity, { tenantId, bootstrapKey: Not(IsNull()) }),
    );
  }

  async getName(tenantId: string): Promise<string> {
    const organisation = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(OrganisationEntity, { tenantId }),
    );
    if (organisation === null)
      throw new DefectError('IDENTITY.NO_ORGANISATION', 'A principal belongs to an organisation that does not exist.');
    return organisation.name;
  }
}

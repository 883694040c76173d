import { DefectError, newId, type OrganisationId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findBootstrappedOrganisation } from './find-bootstrapped-organisation.sql.ts';
import { insertBootstrappedOrganisation } from './insert-bootstrapped-organisation.sql.ts';
import { OrganisationEntity } from './organisation.entity.ts';

@Injectable()
export class OrganisationsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findBootstrapped(key: string): Promise<string | undefined> {
    const [row] = await this.database.asWorker((sql) =>
      sql.query<{ tenant_id: string }>(findBootstrappedOrganisation, [key]),
    );
    return row?.tenant_id;
  }

  /** Undefined when somebody else made it first. */
  async insertBootstrapped(key: string, name: string): Promise<string | undefined> {
    const tenantId = newId<OrganisationId>('org');
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ tenant_id: string }>(insertBootstrappedOrganisation, [tenantId, name, key]),
    );
    return row?.tenant_id;
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

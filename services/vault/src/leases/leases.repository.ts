import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findLeaseMaterial, type LeaseMaterial } from './find-lease-material.sql.ts';

@Injectable()
export class LeasesRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findMaterial(tenantId: string, connectionId: string): Promise<LeaseMaterial | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<LeaseMaterial>(findLeaseMaterial, [tenantId, connectionId]),
    );
    return row;
  }
}

import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { UnknownConnectionError } from './connections.errors.ts';
import { type ConnectionMaterial, findConnectionMaterial } from './find-connection-material.sql.ts';

/** Connections with what is sealed in them. */
@Injectable()
export class ConnectionMaterials {
  constructor(private readonly database: Database) {}

  /** @throws UnknownConnectionError also for what is no id */
  async find(tenantId: string, connectionId: string): Promise<ConnectionMaterial> {
    if (!isId('org', tenantId) || !isId('con', connectionId)) throw new UnknownConnectionError();
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<ConnectionMaterial>(findConnectionMaterial, [tenantId, connectionId]),
    );
    if (!row) throw new UnknownConnectionError();
    return row;
  }
}

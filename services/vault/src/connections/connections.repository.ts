import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { ConnectionEntity } from './connection.entity.ts';

/** A connection as it may be shown: everything but the secret, which is not even read. */
export type ShownConnection = Omit<ConnectionEntity, 'secretSealed' | 'keyVersion'>;

export type StoredConnection = ShownConnection & Pick<ConnectionEntity, 'secretSealed' | 'keyVersion'>;

const SHOWN = {
  tenantId: true,
  id: true,
  name: true,
  kind: true,
  placement: true,
  parameterName: true,
  allowedOrigins: true,
  createdAt: true,
} as const;

@Injectable()
export class ConnectionsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async insert(tenantId: string, connection: StoredConnection): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) => manager.insert(ConnectionEntity, connection));
  }

  find(tenantId: string, id: string): Promise<ShownConnection | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOne(ConnectionEntity, { select: SHOWN, where: { tenantId, id } }),
    );
  }

  /** Newest first, from after the id `cursor`. */
  list(tenantId: string, cursor: string | undefined, limit: number): Promise<ShownConnection[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(ConnectionEntity, {
        select: SHOWN,
        where: { tenantId, ...(cursor === undefined ? {} : { id: LessThan(cursor) }) },
        order: { id: 'DESC' },
        take: limit,
      }),
    );
  }

  /** Which of these are there. */
  async existing(tenantId: string, ids: readonly string[]): Promise<string[]> {
    const found = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(ConnectionEntity, { select: { id: true }, where: { tenantId, id: In([...ids]) } }),
    );
    return found.map(({ id }) => id);
  }

  /** The row itself goes, not a flag on it. */
  async delete(tenantId: string, id: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) => manager.delete(ConnectionEntity, { tenantId, id }));
  }
}

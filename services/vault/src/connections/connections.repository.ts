import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { Brackets, In, type QueryDeepPartialEntity } from 'typeorm';
import { ConnectionEntity } from './connection.entity.ts';

/** A connection as it may be shown: everything but the secret, which is not even read. */
export type ShownConnection = Omit<ConnectionEntity, 'secretSealed' | 'keyVersion'>;

export type StoredConnection = ShownConnection & Pick<ConnectionEntity, 'secretSealed' | 'keyVersion'>;

const SHOWN = {
  tenantId: true,
  id: true,
  name: true,
  kind: true,
  state: true,
  teamId: true,
  ownerId: true,
  settings: true,
  allowedOrigins: true,
  revision: true,
  createdAt: true,
} as const satisfies Record<keyof ShownConnection, true>;

@Injectable()
export class ConnectionsRepository {
  constructor(private readonly database: Database) {}

  async insert(tenantId: string, connection: StoredConnection): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) => manager.insert(ConnectionEntity, asRow(connection)));
  }

  find(tenantId: string, id: string): Promise<ShownConnection | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOne(ConnectionEntity, { select: SHOWN, where: { tenantId, id } }),
    );
  }

  /** Newest first, from after the id `cursor`; with teams, those of one of them or of all. */
  list(
    tenantId: string,
    { cursor, limit, teamIds }: { cursor?: string | undefined; limit: number; teamIds?: readonly string[] | undefined },
  ): Promise<ShownConnection[]> {
    return this.database.withTenantEntities(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(ConnectionEntity, 'connection')
        .select(Object.keys(SHOWN).map((column) => `connection.${column}`))
        .where('connection.tenantId = :tenantId', { tenantId });
      if (cursor !== undefined) query.andWhere('connection.id < :cursor', { cursor });
      if (teamIds !== undefined) {
        query.andWhere(
          new Brackets((shared) =>
            shared.where('connection.teamId is null').orWhere('connection.teamId = any(:teamIds)', { teamIds }),
          ),
        );
      }
      return query.orderBy('connection.id', 'DESC').take(limit).getMany();
    });
  }

  /** Which of these are there. */
  async existing(tenantId: string, ids: readonly string[]): Promise<string[]> {
    const found = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(ConnectionEntity, { select: { id: true }, where: { tenantId, id: In([...ids]) } }),
    );
    return found.map(({ id }) => id);
  }

  /** False when it is no longer at that revision. */
  async replace(
    tenantId: string,
    id: string,
    revision: number,
    changes: Partial<Omit<StoredConnection, 'tenantId' | 'id' | 'revision'>>,
  ): Promise<boolean> {
    const { affected } = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(ConnectionEntity, { tenantId, id, revision }, asRow({ ...changes, revision: revision + 1 })),
    );
    return affected === 1;
  }
}

/** TypeORM takes the members of a JSON column for columns of their own. */
function asRow(connection: Partial<StoredConnection>): QueryDeepPartialEntity<ConnectionEntity> {
  return connection as QueryDeepPartialEntity<ConnectionEntity>;
}

import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, In, type QueryDeepPartialEntity } from 'typeorm';
import { ConnectionEntity } from './connection.entity.ts';
import { connectionFact } from './connection-fact.ts';
import { securityFacts } from './connection-findings.policy.ts';

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
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async insert(tenantId: string, connection: StoredConnection, by: Principal): Promise<void> {
    const { id, kind, settings } = connection;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.insert(ConnectionEntity, asRow(connection));
      await this.outbox.append(sql, [
        connectionFact(by, { id, what: 'created', facts: { kind, ...securityFacts(settings) } }, this.clock),
      ]);
    });
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

  /** Which of these are there; with a team, those of this team or of all. */
  async existing(tenantId: string, ids: readonly string[], teamId: string | null): Promise<string[]> {
    const found = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(ConnectionEntity, { select: { id: true, teamId: true }, where: { tenantId, id: In([...ids]) } }),
    );
    return found.filter((row) => teamId === null || row.teamId === null || row.teamId === teamId).map(({ id }) => id);
  }

  /** False when it is no longer at that revision. */
  async replace(
    tenantId: string,
    { id, revision, by }: { id: string; revision: number; by: Principal },
    changes: Partial<Omit<StoredConnection, 'tenantId' | 'id' | 'revision'>>,
  ): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const row = asRow({ ...changes, revision: revision + 1 });
      const { affected } = await manager.update(ConnectionEntity, { tenantId, id, revision }, row);
      if (affected !== 1) return false;
      const facts = { secret: 'secretSealed' in changes, ...securityFacts(changes.settings) };
      await this.outbox.append(sql, [connectionFact(by, { id, what: 'changed', facts }, this.clock)]);
      return true;
    });
  }
}

/** TypeORM takes the members of a JSON column for columns of their own. */
function asRow(connection: Partial<StoredConnection>): QueryDeepPartialEntity<ConnectionEntity> {
  return connection as QueryDeepPartialEntity<ConnectionEntity>;
}

import type { Principal } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import { Database, isUniqueViolation, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { lockOrganisation } from '../members/lock-organisation.sql.ts';
import { RevisionConflictError } from '../organisations/organisation.errors.ts';
import { TeamEntity } from './team.entity.ts';
import { TeamNameTakenError, TeamNotFoundError, TooManyTeamsError } from './teams.errors.ts';

/** All of one person's must fit into the token that goes between services. */
const MOST_TEAMS = 100;

@Injectable()
export class TeamsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  list(tenantId: string): Promise<TeamEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(TeamEntity, { where: { tenantId }, order: { id: 'asc' } }),
    );
  }

  /** @throws TeamNotFoundError */
  get(tenantId: string, id: string): Promise<TeamEntity> {
    return this.database.withTenantEntities(tenantId, (manager) => getTeam(manager, tenantId, id));
  }

  exists(tenantId: string, id: string): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, (manager) => manager.existsBy(TeamEntity, { tenantId, id }));
  }

  /** @throws TooManyTeamsError, TeamNameTakenError */
  insert(scope: Principal, name: string): Promise<TeamEntity> {
    const { organisationId: tenantId } = scope;
    const id = newId('tea');
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      if ((await manager.countBy(TeamEntity, { tenantId })) >= MOST_TEAMS) throw new TooManyTeamsError(MOST_TEAMS);
      await withFreeName(() => manager.insert(TeamEntity, { tenantId, id, name, revision: 1 }));
      const team = await getTeam(manager, tenantId, id);
      await this.#log(sql, scope, id, 'team.created');
      return team;
    });
  }

  /** @throws TeamNotFoundError, RevisionConflictError, TeamNameTakenError */
  rename(scope: Principal, id: string, revision: number, name: string): Promise<TeamEntity> {
    const { organisationId: tenantId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const to = { name, revision: revision + 1 };
      const { affected } = await withFreeName(() => manager.update(TeamEntity, { tenantId, id, revision }, to));
      const team = await getTeam(manager, tenantId, id);
      if (affected !== 1) throw new RevisionConflictError();
      await this.#log(sql, scope, id, 'team.renamed');
      return team;
    });
  }

  /** Idempotent. */
  async delete(scope: Principal, id: string): Promise<void> {
    const { organisationId: tenantId } = scope;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(TeamEntity, { tenantId, id });
      if (affected === 1) await this.#log(sql, scope, id, 'team.deleted');
    });
  }

  #log(sql: SqlClient, scope: Principal, id: string, action: `team.${string}`): Promise<void> {
    const { organisationId: tenantId } = scope;
    return this.audit.append(sql, { tenantId, actor: actorOf(scope), action, object: { kind: 'team', id } });
  }
}

async function getTeam(manager: EntityManager, tenantId: string, id: string): Promise<TeamEntity> {
  const team = await manager.findOneBy(TeamEntity, { tenantId, id });
  if (team === null) throw new TeamNotFoundError();
  return team;
}

async function withFreeName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (thrown) {
    throw isUniqueViolation(thrown, 'team_name_key') ? new TeamNameTakenError() : thrown;
  }
}

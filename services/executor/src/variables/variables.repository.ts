import type { CustomVariableScope } from '@ebbflow/contracts';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { ScenarioEntity } from '../scenarios/scenario.entity.ts';
import { CustomVariableEntity } from './custom-variable.entity.ts';
import { keepPastVariable } from './sql/keep-past-variable.sql.ts';
import { NoScenarioForVariableError, TooManyVariablesError, VariableExistsError } from './variables.errors.ts';

const MOST_VARIABLES = 1_000;
const IN_TEAMS = `(variable.scope = 'organization'
  or variable.scope = 'team' and variable.scope_id = any(:teamIds)
  or variable.scope = 'scenario' and exists (
    select from executor.scenario where scenario.tenant_id = variable.tenant_id
      and scenario.id = variable.scope_id and scenario.team_id = any(:teamIds)))`;

export type NewVariable = Omit<CustomVariableEntity, 'tenantId' | 'revision'>;
export type VariableChanges = Pick<
  CustomVariableEntity,
  'type' | 'valueSealed' | 'keyVersion' | 'updatedBy' | 'updatedAt'
>;

export interface VariableFilter {
  readonly scope?: CustomVariableScope | undefined;
  readonly scopeId?: string | undefined;
  readonly cursor?: string | undefined;
  /** Those of the organisation, and of these teams and their scenarios; null: all. */
  readonly teamIds: readonly string[] | null;
}

/** Variables of one tenant at a time. Each method is one transaction. */
@Injectable()
export class VariablesRepository {
  constructor(private readonly database: Database) {}

  /** @throws NoScenarioForVariableError, VariableExistsError, TooManyVariablesError */
  async insert(tenantId: string, variable: NewVariable): Promise<void> {
    try {
      await this.database.withTenantEntities(tenantId, async (manager) => {
        const count = await manager.countBy(CustomVariableEntity, { tenantId });
        if (count >= MOST_VARIABLES) throw new TooManyVariablesError(MOST_VARIABLES);
        if (variable.scope === 'scenario') {
          const isThere = await manager.existsBy(ScenarioEntity, { tenantId, id: variable.scopeId });
          if (!isThere) throw new NoScenarioForVariableError();
        }
        await manager.insert(CustomVariableEntity, { tenantId, revision: 1, ...variable });
      });
    } catch (thrown) {
      if (isUniqueViolation(thrown)) throw new VariableExistsError();
      throw thrown;
    }
  }

  find(tenantId: string, id: string): Promise<CustomVariableEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(CustomVariableEntity, { tenantId, id }),
    );
  }

  /** Newest first, from after the id `cursor`. */
  list(
    tenantId: string,
    { scope, scopeId, cursor, teamIds }: VariableFilter,
    limit: number,
  ): Promise<CustomVariableEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(CustomVariableEntity, 'variable')
        .where('variable.tenantId = :tenantId', { tenantId })
        .orderBy('variable.id', 'DESC')
        .limit(limit);
      if (scope !== undefined) query.andWhere('variable.scope = :scope', { scope });
      if (scopeId !== undefined) query.andWhere('variable.scopeId = :scopeId', { scopeId });
      if (cursor !== undefined) query.andWhere('variable.id < :cursor', { cursor });
      if (teamIds !== null) query.andWhere(IN_TEAMS, { teamIds });
      return query.getMany();
    });
  }

  /** False when the variable is not at `revision` any more, or not there. */
  update(tenantId: string, id: string, revision: number, changes: VariableChanges): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(keepPastVariable, [tenantId, id, revision, changes.updatedAt]);
      const { affected } = await manager.update(
        CustomVariableEntity,
        { tenantId, id, revision },
        { ...changes, revision: revision + 1 },
      );
      return affected === 1;
    });
  }

  async delete(tenantId: string, id: string, at: Date): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(keepPastVariable, [tenantId, id, null, at]);
      await manager.delete(CustomVariableEntity, { tenantId, id });
    });
  }
}

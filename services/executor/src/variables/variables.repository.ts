import type { CustomVariableScope } from '@ebbflow/contracts';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { ScenarioEntity } from '../scenarios/scenario.entity.ts';
import { CustomVariableEntity } from './custom-variable.entity.ts';
import { keepPastVariable } from './sql/keep-past-variable.sql.ts';
import { NoScenarioForVariableError, TooManyVariablesError, VariableExistsError } from './variables.errors.ts';

const MOST_VARIABLES = 1_000;

export type NewVariable = Omit<CustomVariableEntity, 'tenantId' | 'revision'>;
export type VariableChanges = Pick<
  CustomVariableEntity,
  'type' | 'valueSealed' | 'keyVersion' | 'updatedBy' | 'updatedAt'
>;

export interface VariableFilter {
  readonly scope?: CustomVariableScope | undefined;
  readonly scopeId?: string | undefined;
  readonly cursor?: string | undefined;
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
  list(tenantId: string, { scope, scopeId, cursor }: VariableFilter, limit: number): Promise<CustomVariableEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(CustomVariableEntity, {
        where: {
          tenantId,
          ...(scope === undefined ? {} : { scope }),
          ...(scopeId === undefined ? {} : { scopeId }),
          ...(cursor === undefined ? {} : { id: LessThan(cursor) }),
        },
        order: { id: 'DESC' },
        take: limit,
      }),
    );
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

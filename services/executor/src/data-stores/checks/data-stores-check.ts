import { type Blueprint, walkModules } from '@ebbflow/blueprint';
import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type {
  ActivationCandidate,
  ActivationCheck,
  ActivationFinding,
} from '../../scenarios/activation/activation-check.ts';
import { ActivationChecks } from '../../scenarios/activation/activation-checks.ts';
import { findExistingStores } from '../sql/find-existing-stores.sql.ts';

interface StoreReference {
  readonly moduleId: number;
  readonly pointer: string;
  /** Undefined: none is chosen, or a number by which another installation knows it. */
  readonly storeId: string | undefined;
}

/** Every data store that a module works with must be there for the team of the scenario. A file from elsewhere names its own by number: somebody must choose. */
@Injectable()
export class DataStoresCheck implements ActivationCheck {
  constructor(
    private readonly database: Database,
    checks: ActivationChecks,
  ) {
    checks.add(this);
  }

  async check({ tenantId, scenarioId, blueprint }: ActivationCandidate): Promise<readonly ActivationFinding[]> {
    const references = storeReferences(blueprint);
    const ids = [...new Set(references.flatMap(({ storeId }) => storeId ?? []))];
    const existing = new Set(ids.length === 0 ? [] : await this.#existing(tenantId, scenarioId, ids));
    return references
      .filter(({ storeId }) => storeId === undefined || !existing.has(storeId))
      .map(({ moduleId, pointer }) => ({
        code: 'EXECUTOR.DATA_STORE_MISSING',
        pointer,
        message: `Module ${String(moduleId)} needs a data store that its team may use; choose one, or make it first.`,
      }));
  }

  async #existing(tenantId: string, scenarioId: string, ids: readonly string[]): Promise<readonly string[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ id: string }>(findExistingStores, [tenantId, ids, scenarioId]),
    );
    return rows.map(({ id }) => id);
  }
}

function storeReferences({ flow }: Blueprint): readonly StoreReference[] {
  return [...walkModules(flow)]
    .filter(({ isDisabled, name }) => !isDisabled && name.startsWith('datastore:'))
    .map(({ id, pointer, parameters }) => {
      const named = parameters['datastore'];
      return {
        moduleId: id,
        pointer: `${pointer}/parameters/datastore`,
        storeId: isId('dst', named) ? named : undefined,
      };
    });
}

import { existingConnectionsSchema } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import { findScenarioPlace } from '../../object-teams/sql/find-scenario-place.sql.ts';
import type { ActivationCandidate, ActivationCheck, ActivationFinding } from './activation-check.ts';
import { ActivationChecks } from './activation-checks.ts';
import { connectionReferences } from './connection-references.policy.ts';

/** Every connection that a module names must be there, for the team of the scenario. Vault is asked only when one is named. */
@Injectable()
export class ConnectionsCheck implements ActivationCheck {
  constructor(
    private readonly client: ServiceClient,
    private readonly database: Database,
    checks: ActivationChecks,
  ) {
    checks.add(this);
  }

  async check({ tenantId, scenarioId, blueprint }: ActivationCandidate): Promise<readonly ActivationFinding[]> {
    const references = connectionReferences(blueprint);
    const ids = new Set(references.flatMap(({ connectionId }) => connectionId ?? []));
    const existing = await this.#existing(tenantId, scenarioId, [...ids]);
    return references
      .filter(({ connectionId }) => connectionId === undefined || !existing.has(connectionId))
      .map(({ moduleId, pointer }) => ({
        code: 'EXECUTOR.CONNECTION_MISSING',
        pointer,
        message: `Module ${String(moduleId)} needs a connection that its team may use; choose one, or make it first.`,
      }));
  }

  async #existing(tenantId: string, scenarioId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const [place] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ teamId: string | null }>(findScenarioPlace, [tenantId, scenarioId]),
    );
    const { existing } = await this.client.call('vault', 'POST', '/internal/v1/connections/exist', {
      body: { tenantId, ids, teamId: place?.teamId ?? null },
      schema: existingConnectionsSchema,
    });
    return new Set(existing);
  }
}

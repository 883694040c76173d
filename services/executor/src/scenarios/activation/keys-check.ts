import { existingKeychainKeysSchema } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import { findScenarioPlace } from '../../object-teams/sql/find-scenario-place.sql.ts';
import type { ActivationCandidate, ActivationCheck, ActivationFinding } from './activation-check.ts';
import { ActivationChecks } from './activation-checks.ts';
import { keyReferences } from './key-references.policy.ts';

/** Every key that a module names must be there for the team of the scenario, with its secret. Vault is asked only when one is named. */
@Injectable()
export class KeysCheck implements ActivationCheck {
  constructor(
    private readonly client: ServiceClient,
    private readonly database: Database,
    checks: ActivationChecks,
  ) {
    checks.add(this);
  }

  async check({ tenantId, scenarioId, blueprint }: ActivationCandidate): Promise<readonly ActivationFinding[]> {
    const references = keyReferences(blueprint);
    if (references.length === 0) return [];
    const [place] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ teamId: string | null }>(findScenarioPlace, [tenantId, scenarioId]),
    );
    const { existing } = await this.client.call('vault', 'POST', '/internal/v1/keys/exist', {
      body: { tenantId, ids: [...new Set(references.map(({ keyId }) => keyId))], teamId: place?.teamId ?? null },
      schema: existingKeychainKeysSchema,
    });
    return references
      .filter(({ keyId }) => !existing.includes(keyId))
      .map(({ moduleId, pointer }) => ({
        code: 'EXECUTOR.KEY_MISSING',
        pointer,
        message: `Module ${String(moduleId)} names a key that is not there for its team, or whose secret must be entered again; mend the key, or choose another.`,
      }));
  }
}

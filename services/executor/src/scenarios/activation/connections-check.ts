import { existingConnectionsSchema } from '@ebbflow/contracts';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import type { ActivationCandidate, ActivationCheck, ActivationFinding } from './activation-check.ts';
import { ActivationChecks } from './activation-checks.ts';
import { connectionReferences } from './connection-references.policy.ts';

/** Every connection that a module names must be there. Vault is asked only when one is named. */
@Injectable()
export class ConnectionsCheck implements ActivationCheck {
  constructor(
    private readonly client: ServiceClient,
    checks: ActivationChecks,
  ) {
    checks.add(this);
  }

  async check({ tenantId, blueprint }: ActivationCandidate): Promise<readonly ActivationFinding[]> {
    const references = connectionReferences(blueprint);
    const ids = new Set(references.flatMap(({ connectionId }) => connectionId ?? []));
    const existing = await this.#existing(tenantId, [...ids]);
    return references
      .filter(({ connectionId }) => connectionId === undefined || !existing.has(connectionId))
      .map(({ moduleId, pointer }) => ({
        code: 'EXECUTOR.CONNECTION_MISSING',
        pointer,
        message: `Module ${String(moduleId)} needs a connection of this organisation; choose one, or make it first.`,
      }));
  }

  async #existing(tenantId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const { existing } = await this.client.call('vault', 'POST', '/internal/v1/connections/exist', {
      body: { tenantId, ids },
      schema: existingConnectionsSchema,
    });
    return new Set(existing);
  }
}

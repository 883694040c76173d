import { encodeValue } from '@ebbflow/connector-sdk';
import { scenarioVariablesContext } from '@ebbflow/contracts';
import { KeyDestroyedError, sealPayload, TenantKeys } from '@ebbflow/crypto';
import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { untilAnswered } from '../../runs/attempt/until-answered.ts';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import { saveVariables } from './save-variables.sql.ts';

interface KeptVariables {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly sealed: Buffer;
  readonly keyVersion: number;
}

/** Variables that modules set for the scenario's later runs. */
@Injectable()
export class VariablesPart implements CompletionPart<KeptVariables> {
  constructor(private readonly keys: TenantKeys) {}

  async prepare({ scope, verdict }: EndingRun): Promise<KeptVariables | undefined> {
    const { scenarioVariables } = verdict;
    if (scenarioVariables === undefined) return undefined;
    const { tenantId, scenarioId } = scope.run;
    try {
      const key = await untilAnswered(scope, () => this.keys.current(tenantId));
      const plain = Buffer.from(JSON.stringify(encodeValue(scenarioVariables)));
      const sealed = sealPayload(key, scenarioVariablesContext(tenantId, scenarioId), plain);
      return { tenantId, scenarioId, sealed, keyVersion: key.version };
    } catch (thrown) {
      // Nothing of this tenant can be kept any more; the run ends all the same.
      if (thrown instanceof KeyDestroyedError) return undefined;
      throw thrown;
    }
  }

  async write(sql: SqlClient, kept: readonly KeptVariables[]): Promise<readonly OutboxEvent[]> {
    // One row cannot be changed twice by one statement.
    const last = [...new Map(kept.map((one) => [`${one.tenantId}/${one.scenarioId}`, one])).values()];
    await sql.query(saveVariables, [
      last.map(({ tenantId }) => tenantId),
      last.map(({ scenarioId }) => scenarioId),
      last.map(({ sealed }) => sealed),
      last.map(({ keyVersion }) => keyVersion),
    ]);
    return [];
  }
}

import { blindIndex, KeyDestroyedError, TenantKeys } from '@ebbflow/crypto';
import type { JsonValue } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { untilAnswered } from '../runs/attempt/until-answered.ts';
import type { AttemptScope } from '../runs/attempt/attempt-scope.ts';
import { SearchKeysOfTenants } from './search-keys-of-tenants.ts';

interface KeptExecution {
  readonly moduleId: number;
  readonly bundles: readonly JsonValue[];
}

/** What a run that ends is found by: computed here, where its values are in clear, so that the log store never sees one. */
@Injectable()
export class RunSearchIndexes {
  constructor(
    private readonly known: SearchKeysOfTenants,
    private readonly keys: TenantKeys,
  ) {}

  /** In base64, each once; of what is kept of the run, so without what rules hide. None when the tenant's key is destroyed. */
  async of(scope: AttemptScope, kept: readonly KeptExecution[]): Promise<string[]> {
    const { tenantId, scenarioId } = scope.run;
    const searchKeys = await untilAnswered(scope, () => this.known.of(tenantId, scenarioId));
    const found = searchKeys.flatMap(({ name, path }) => path.valuesIn(kept).map((value) => ({ name, value })));
    if (found.length === 0) return [];
    try {
      const key = await untilAnswered(scope, () => this.keys.current(tenantId));
      const indexes = found.map(({ name, value }) => blindIndex(key, { scenarioId, name }, value).toString('base64'));
      return [...new Set(indexes)];
    } catch (thrown) {
      if (thrown instanceof KeyDestroyedError) return [];
      throw thrown;
    }
  }
}

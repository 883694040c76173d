import * as contracts from '@ebbflow/contracts';
import { z } from 'zod';

const SUFFIX = 'Schema';

/**
 * Names the schemas that libs/contracts exports (`scenarioSchema` → `Scenario`), so that a document refers to them instead of
 * repeating them, and generated clients have types with names.
 */
export function nameContractSchemas(): void {
  for (const [exported, value] of Object.entries(contracts)) {
    if (!exported.endsWith(SUFFIX) || !(value instanceof z.ZodType) || z.globalRegistry.has(value)) continue;
    const stem = exported.slice(0, -SUFFIX.length);
    z.globalRegistry.add(value, { id: stem.charAt(0).toUpperCase() + stem.slice(1) });
  }
}

import { readText, type Bundle, type ModuleResult } from '@ebbflow/connector-sdk';

type Scope = NonNullable<ModuleResult['variables']>['scope'];

/** One cycle unless the author asked for the whole run. */
export function readScope(mapped: Bundle): Scope {
  return readText(mapped, 'scope') === 'execution' ? 'execution' : 'roundtrip';
}

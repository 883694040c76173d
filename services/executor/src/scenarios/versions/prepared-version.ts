import type { CompiledScenario, Placeholder } from '@ebbflow/blueprint';
import type { JsonObject } from '@ebbflow/kernel';
import { laneLimitOf } from '../lane-limit.policy.ts';
import type { ReadVersion } from '../read-version.ts';
import type { ScenarioHook } from '../hooks/gateway-hooks.ts';

/** A version that is about to be published: read, and its hooks made. */
export interface PreparedVersion {
  readonly blueprint: JsonObject;
  readonly compiled: CompiledScenario;
  readonly placeholders: readonly Placeholder[];
  readonly hooks: readonly ScenarioHook[];
  readonly laneLimit: number | null;
}

export function preparedVersion({ blueprint, compiled }: ReadVersion, hooks: readonly ScenarioHook[]): PreparedVersion {
  return {
    blueprint: blueprint.document,
    compiled,
    placeholders: compiled.placeholders,
    hooks,
    laneLimit: laneLimitOf(compiled.settings),
  };
}

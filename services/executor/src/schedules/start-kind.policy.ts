import type { CompiledModule, CompiledScenario } from '@ebbflow/blueprint';
import { MODULE_CATALOGUE } from '../scenarios/module-catalogue.ts';
import type { StartKind } from './stored-schedule.ts';

/** The module a run begins with: what its author switched off is passed by, as the engine does. */
export function firstModuleOf({ first }: CompiledScenario): CompiledModule | undefined {
  let module: CompiledModule | undefined = first;
  while (module?.isDisabled === true) module = module.next;
  return module;
}

/** The polling trigger that a scenario begins with, if it does. */
export function pollingTriggerOf(scenario: CompiledScenario): CompiledModule | undefined {
  const first = firstModuleOf(scenario);
  const kind = first === undefined ? undefined : MODULE_CATALOGUE.find(first.name, first.version)?.kind;
  return kind === 'polling-trigger' ? first : undefined;
}

/** `hasHook`: the gateway holds a hook for the scenario's first module. */
export function startKindOf(scenario: CompiledScenario, hasHook: boolean): StartKind {
  if (pollingTriggerOf(scenario) !== undefined) return 'polling';
  return hasHook ? 'hook' : 'plain';
}

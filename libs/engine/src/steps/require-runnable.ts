import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, type ModuleDefinition } from '@ebbflow/connector-sdk';
import type { Run } from '../run.ts';
import { callScenarioModule } from './call-scenario.ts';

/** The code behind a module. @throws ModuleError InvalidConfigurationError for a placeholder, and for a trigger in the middle */
export function requireRunnable(module: CompiledModule, run: Run): ModuleDefinition {
  const definition = run.ports.findModule(module.name, module.version, module.id) ?? engineModule(module, run);
  const named = `${module.name} (id ${String(module.id)})`;
  if (definition === undefined) {
    throw new ModuleError(
      'InvalidConfigurationError',
      `No app here provides the module ${named}. Replace this placeholder with a module that exists.`,
    );
  }
  const isBeginning = definition.kind === 'polling-trigger' && module === run.scenario.first;
  if ((definition.kind === 'trigger' || definition.kind === 'polling-trigger') && !isBeginning) {
    throw new ModuleError(
      'InvalidConfigurationError',
      `The trigger ${named} can only stand at the start of a scenario.`,
    );
  }
  return definition;
}

function engineModule({ name }: CompiledModule, run: Run): ModuleDefinition | undefined {
  return name === 'scenario-service:CallSubscenario' || name === 'scenario-service:RunScenario'
    ? callScenarioModule(name, run)
    : undefined;
}

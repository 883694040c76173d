import type { CompiledModule } from '@ebbflow/blueprint';
import type { Bundle } from '@ebbflow/connector-sdk';
import type { Run } from '../run.ts';

/**
 * Whether the run's first module is given its output instead of being run: a trigger, or a placeholder for one that somebody
 * has provided bundles for.
 */
export function isTriggered(module: CompiledModule, run: Run): boolean {
  const definition = run.ports.findModule(module.name, module.version, module.id);
  return definition === undefined
    ? !isEngineModule(module) && run.input.triggerBundles.length > 0
    : definition.kind === 'trigger';
}

/** One operation, whatever it brought; a webhook's bundles were parsed before the run began. */
export function triggerStep(module: CompiledModule, run: Run): readonly Bundle[] {
  const { execution } = run.nextExecution(module);
  run.recordComputed(module, execution, run.input.triggerBundles);
  return run.input.triggerBundles;
}

function isEngineModule(module: CompiledModule): boolean {
  return module.name.startsWith('builtin:');
}

import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, type Bundle } from '@ebbflow/connector-sdk';
import { evaluate } from '../evaluation.ts';
import type { FlowEnd, Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { passesFilter } from './filter.step.ts';
import { settleError } from './settle-error.ts';
import type { Step } from './step.ts';

/** Where branches meet again: the outputs as the branch the bundle came from maps them. One operation a bundle. */
export const mergeStep: Step = (module, frame, run) => {
  const from = frame?.end?.merge === module ? frame.end : undefined;
  const filters = module.merge?.filters ?? [];
  if (!passesFilter(module, frame, run, filters[positionOf(from, filters.length)])) return undefined;
  const execution = run.nextExecution(module);
  try {
    const bundles = [outputsOf(module, from, frame, run)];
    run.recordComputed(module, execution, bundles);
    return bundles;
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    run.recordFailure(module, { execution, error, operations: 1 });
    return settleError(module, error, frame, run);
  }
};

function outputsOf(module: CompiledModule, from: FlowEnd | undefined, frame: Frame | undefined, run: Run): Bundle {
  const outputs: Bundle = {};
  for (const { name, mappings } of module.merge?.outputs ?? []) {
    const mapping = mappings[positionOf(from, mappings.length)];
    outputs[name] = mapping === undefined ? null : evaluate(mapping, frame, run);
  }
  return outputs;
}

/** Lists of a merge have one entry for each merged branch; those of some hand-written files one for each branch at all. */
function positionOf(from: FlowEnd | undefined, length: number): number {
  if (from === undefined) return 0;
  const { branching, branch } = from;
  const merged = branching.branches.flatMap(({ isMerged }, index) => (isMerged ? [index] : []));
  return merged.length === length ? merged.indexOf(branch) : branch;
}

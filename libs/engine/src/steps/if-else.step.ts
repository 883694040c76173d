import type { CompiledBranch, CompiledModule } from '@ebbflow/blueprint';
import { ModuleError } from '@ebbflow/connector-sdk';
import { NO_BUNDLES, ONE_EMPTY_BUNDLE } from '../bundle-sequence.ts';
import { evaluateFilter } from '../filters/evaluate-filter.ts';
import { branchFrame, type FlowEnd, type Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { reachAggregators } from './router.step.ts';
import { settleError } from './settle-error.ts';
import type { Step } from './step.ts';

/**
 * The first branch whose conditions hold, and no other; `else` where none does. One operation. The flow of a merged branch
 * goes on in the merge behind the if-else, once for each bundle that comes to the branch's end.
 */
export const ifElseStep: Step = async (module, frame, run) => {
  const execution = run.nextExecution(module);
  let taken: CompiledBranch | undefined;
  try {
    taken = chooseBranch(module, frame, run);
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    run.recordFailure(module, { execution, error, operations: 1 });
    return settleError(module, error, frame, run);
  }
  run.recordComputed(module, execution, NO_BUNDLES);
  if (taken !== undefined) {
    const end = endOf(module, module.branches.indexOf(taken), frame);
    reachAggregators(taken, frame);
    await run.walker.walkFrom(taken.first, branchFrame(frame, module.id, end), run);
  }
  // Where a hand-written file goes on without a merge, the bundle goes on unchanged.
  return module.next === undefined || module.next.merge !== undefined ? undefined : ONE_EMPTY_BUNDLE;
};

/** Where the flow of a branch goes on: undefined for a branch that ends by itself. */
export function endOf(branching: CompiledModule, branch: number, stem: Frame | undefined): FlowEnd | undefined {
  const merge = branching.next;
  if (merge?.merge === undefined) return undefined;
  // Hand-written files forget the mark; a merge nobody leads to would be reached never.
  const isMerged =
    branching.branches[branch]?.isMerged === true || branching.branches.every((other) => !other.isMerged);
  return isMerged ? { merge, branching, branch, stem } : undefined;
}

function chooseBranch(module: CompiledModule, frame: Frame | undefined, run: Run): CompiledBranch | undefined {
  const enabled = module.branches.filter(({ isDisabled }) => !isDisabled);
  const holds = ({ type, conditions }: CompiledBranch): boolean =>
    type === 'condition' && (conditions === undefined || evaluateFilter(conditions, frame, run));
  return enabled.find(holds) ?? enabled.find(({ type }) => type === 'else');
}

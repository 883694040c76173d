import type { CompiledModule, CompiledRoute } from '@ebbflow/blueprint';
import { ONE_EMPTY_BUNDLE } from '../bundle-sequence.ts';
import { findCollector, type Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { passesFilter } from './filter.step.ts';
import type { Step } from './step.ts';

/** Every route whose first filter lets the bundle pass, top to bottom, each to its end; the fallback only if none did. Costs no operation. */
export const routerStep: Step = async (module, frame, run) => {
  const fallback = module.fallbackRoute === undefined ? undefined : module.routes[module.fallbackRoute];
  let isTaken = false;
  for (const route of module.routes) {
    if (route !== fallback && (await takeRoute(route, frame, run))) isTaken = true;
  }
  if (fallback !== undefined && !isTaken) await takeRoute(fallback, frame, run);
  // Nothing follows a router in Make; where a file has it nevertheless, the bundle goes on unchanged.
  return module.next === undefined ? undefined : ONE_EMPTY_BUNDLE;
};

async function takeRoute(route: CompiledRoute, frame: Frame | undefined, run: Run): Promise<boolean> {
  const first = route.isDisabled ? undefined : firstEnabled(route.first);
  if (first === undefined || !passesFilter(first, frame, run)) return false;
  reachAggregators(route, frame);
  await run.walker.walkPastFilter(first, frame, run);
  return true;
}

/** The flow entered a route: an aggregator in it that is fed from before the route folds even if no bundle gets to it. */
export function reachAggregators(route: CompiledRoute, frame: Frame | undefined): void {
  for (const aggregator of route.aggregators) {
    const collector = findCollector(frame, aggregator);
    if (collector) collector.isReached = true;
  }
}

function firstEnabled(module: CompiledModule | undefined): CompiledModule | undefined {
  let at = module;
  while (at?.isDisabled === true) at = at.next;
  return at;
}

import type { CompiledRoute } from '@ebbflow/blueprint';
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
  return module.next === undefined ? undefined : [{}];
};

async function takeRoute(route: CompiledRoute, frame: Frame | undefined, run: Run): Promise<boolean> {
  if (route.isDisabled || route.first === undefined || !passesFilter(route.first, frame, run)) return false;
  for (const aggregator of route.aggregators) {
    const collector = findCollector(frame, aggregator);
    if (collector) collector.isReached = true;
  }
  await run.walker.walkPastFilter(route.first, frame, run);
  return true;
}

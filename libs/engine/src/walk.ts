import type { CompiledModule } from '@ebbflow/blueprint';
import type { Bundle } from '@ebbflow/connector-sdk';
import type { BundleSequence } from './bundle-sequence.ts';
import { childFrame, NO_COLLECTORS, type Collectors, type Frame } from './frame.ts';
import type { Run } from './run.ts';
import { flushAggregator, openCollectors } from './steps/aggregator.step.ts';
import { passesFilter } from './steps/filter.step.ts';
import { findStep } from './steps/find-step.ts';
import type { Walker } from './walker.ts';

/** What `Run` hands to the steps. */
export const walker: Walker = { walkFrom, walkPastFilter };

/** Runs one bundle through a module and everything after it, depth first; nothing happens where the filter lets it not pass. */
async function walkFrom(module: CompiledModule | undefined, frame: Frame | undefined, run: Run): Promise<void> {
  const first = enterable(module, frame);
  if (first !== undefined && passesFilter(first, frame, run)) await walkPastFilter(first, frame, run);
}

/**
 * The loop of the engine: one module's step, then the rest of the flow for each bundle it made. While a module makes one
 * bundle, which is the rule, this goes on in the loop: neither stack nor promises grow with the length of a flow.
 */
async function walkPastFilter(start: CompiledModule, startFrame: Frame | undefined, run: Run): Promise<void> {
  let module = start;
  let frame = startFrame;
  for (;;) {
    const pause = run.beforeStep(module);
    if (pause !== undefined) await pause;
    const step = findStep(module)(module, frame, run);
    const made = step instanceof Promise ? await step : step;
    if (made === undefined) return;
    const stem = stemOf(module, frame);
    if (made.length !== 1 || run.scenario.aggregators.has(module)) {
      await passOn(module, made, stem, run);
      return;
    }
    const bundle = bundleAt(made, 0);
    frame = childFrame(stem, module.id, bundle instanceof Promise ? await bundle : bundle);
    const next = enterable(module.next, frame);
    if (next === undefined || !passesFilter(next, frame, run)) return;
    module = next;
  }
}

/** Each bundle goes all the way before the next one starts; then the aggregators this module feeds fold what reached them. */
export async function passOn(
  module: CompiledModule,
  bundles: BundleSequence,
  frame: Frame | undefined,
  run: Run,
): Promise<void> {
  const links = run.scenario.aggregators.get(module);
  const collectors: Collectors = links === undefined ? NO_COLLECTORS : openCollectors(links);
  for (let index = 0; index < bundles.length; index += 1) {
    const bundle = bundleAt(bundles, index);
    const settled = bundle instanceof Promise ? await bundle : bundle;
    await walkFrom(module.next, childFrame(frame, module.id, settled, collectors), run);
  }
  for (const { aggregator } of links ?? []) {
    const collector = collectors.get(aggregator);
    if (collector?.isReached !== true || aggregator.isDisabled) continue;
    await run.beforeStep(aggregator);
    const folded = await flushAggregator(aggregator, collector, frame, run);
    if (folded !== undefined) await passOn(aggregator, folded, frame, run);
  }
}

/** The next module that is switched on; at the end of a branch the merge it leads to. */
function enterable(module: CompiledModule | undefined, frame: Frame | undefined): CompiledModule | undefined {
  let at = module;
  while (at?.isDisabled === true) at = at.next;
  if (at !== undefined) return at;
  const merge = frame?.end?.merge;
  return merge?.isDisabled === true ? enterable(merge.next, undefined) : merge;
}

/** What the bundles of a module are put upon: behind a merge the branches are no longer seen. */
function stemOf(module: CompiledModule, frame: Frame | undefined): Frame | undefined {
  return frame?.end !== undefined && frame.end.merge === module ? frame.end.stem : frame;
}

function bundleAt(bundles: BundleSequence, index: number): Bundle | Promise<Bundle> {
  return bundles.at(index) ?? {};
}

import type { CompiledModule } from '@ebbflow/blueprint';
import type { Bundle } from '@ebbflow/connector-sdk';
import { flushAggregator, openCollectors } from './steps/aggregator.step.ts';
import { passesFilter } from './steps/filter.step.ts';
import { findStep } from './steps/find-step.ts';
import { childFrame, type Frame } from './frame.ts';
import type { Run } from './run.ts';
import type { Walker } from './walker.ts';

/** What `Run` hands to the steps. */
export const walker: Walker = { walkPastFilter };

/** Runs one bundle through a module and everything after it, depth first; nothing happens where the filter lets it not pass. */
export async function walkFrom(module: CompiledModule | undefined, frame: Frame | undefined, run: Run): Promise<void> {
  if (module !== undefined && passesFilter(module, frame, run)) await walkPastFilter(module, frame, run);
}

/** The loop of the engine: one module's step, then the rest of the flow for each bundle it made. */
async function walkPastFilter(module: CompiledModule, frame: Frame | undefined, run: Run): Promise<void> {
  await run.beforeStep(module);
  const made = await findStep(module)(module, frame, run);
  if (made !== undefined) await passOn(module, made, frame, run);
}

/** Each bundle goes all the way before the next one starts; then the aggregators this module feeds fold what reached them. */
export async function passOn(
  module: CompiledModule,
  bundles: readonly Bundle[],
  frame: Frame | undefined,
  run: Run,
): Promise<void> {
  const collectors = openCollectors(module, run);
  for (const bundle of bundles) {
    await walkFrom(module.next, childFrame(frame, module.id, bundle, collectors), run);
  }
  for (const { aggregator } of run.scenario.aggregators.get(module) ?? []) {
    const collector = collectors.get(aggregator);
    if (collector?.isReached !== true) continue;
    await run.beforeStep(aggregator);
    const folded = await flushAggregator(aggregator, collector, frame, run);
    if (folded !== undefined) await passOn(aggregator, folded, frame, run);
  }
}

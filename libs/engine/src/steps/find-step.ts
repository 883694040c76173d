import type { CompiledModule } from '@ebbflow/blueprint';
import { aggregatorStep } from './aggregator.step.ts';
import { DIRECTIVES, directiveStep } from './directive.step.ts';
import { feederStep } from './feeder.step.ts';
import { moduleStep } from './module.step.ts';
import { repeaterStep } from './repeater.step.ts';
import { routerStep } from './router.step.ts';
import type { Step } from './step.ts';

/** The modules the engine runs itself; every other one comes from a connector. */
export const BUILTIN_STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['builtin:BasicRouter', routerStep],
  ['builtin:BasicFeeder', feederStep],
  ['builtin:BasicRepeater', repeaterStep],
  ['builtin:BasicAggregator', aggregatorStep],
  ...Object.keys(DIRECTIVES).map((name) => [name, directiveStep] as const),
]);

export function findStep(module: CompiledModule): Step {
  return BUILTIN_STEPS.get(module.name) ?? (module.isAggregator ? aggregatorStep : moduleStep);
}

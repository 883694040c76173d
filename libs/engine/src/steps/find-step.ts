import type { CompiledModule } from '@ebbflow/blueprint';
import { ENGINE_AGGREGATORS } from '../aggregators/engine-aggregators.ts';
import { aggregatorStep } from './aggregator.step.ts';
import { DIRECTIVES, directiveStep } from './directive.step.ts';
import { feederStep } from './feeder.step.ts';
import { filterModuleStep } from './filter-module.step.ts';
import { ifElseStep } from './if-else.step.ts';
import { mergeStep } from './merge.step.ts';
import { moduleStep } from './module.step.ts';
import { passStep } from './pass.step.ts';
import { pauseStep } from './pause.step.ts';
import { repeaterStep } from './repeater.step.ts';
import { returnDataStep } from './return-data.step.ts';
import { routerStep } from './router.step.ts';
import type { Step } from './step.ts';
import { throwStep } from './throw.step.ts';

/** The modules the engine runs itself; every other one comes from a connector. */
export const BUILTIN_STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['builtin:BasicRouter', routerStep],
  ['builtin:BasicIfElse', ifElseStep],
  ['builtin:BasicMerge', mergeStep],
  ['builtin:BasicFeeder', feederStep],
  ['builtin:BasicIterator', feederStep],
  ['builtin:Iterator', feederStep],
  ['builtin:BasicRepeater', repeaterStep],
  ['builtin:BasicFilter', filterModuleStep],
  ['builtin:Sleep', pauseStep],
  ['builtin:Noop', passStep],
  ['builtin:BasicScheduler', passStep],
  ['placeholder:Placeholder', passStep],
  ['builtin:Throw', throwStep],
  ['builtin:BasicThrow', throwStep],
  ['scenario-service:StartSubscenario', passStep],
  ['scenario-service:CallSubscenario', moduleStep],
  ['scenario-service:RunScenario', moduleStep],
  ['scenario-service:ReturnData', returnDataStep],
  ...[...ENGINE_AGGREGATORS.keys()].map((name) => [name, aggregatorStep] as const),
  ...Object.keys(DIRECTIVES).map((name) => [name, directiveStep] as const),
]);

export function findStep(module: CompiledModule): Step {
  return BUILTIN_STEPS.get(module.name) ?? (module.isAggregator ? aggregatorStep : moduleStep);
}

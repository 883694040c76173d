import type { AggregatorLink, CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, type Bundle } from '@ebbflow/connector-sdk';
import { ENGINE_AGGREGATORS } from '../aggregators/engine-aggregators.ts';
import { Collector, type Group } from '../collector.ts';
import { evaluate, evaluateMapper, evaluateParameters } from '../evaluation.ts';
import { findCollector, type Collectors, type Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { settleError } from './settle-error.ts';
import type { Step, StepOutput } from './step.ts';

/** One collector for each aggregator that a feeder feeds, opened for one execution of the feeder. */
export function openCollectors(links: readonly AggregatorLink[]): Collectors {
  return new Map(links.map(({ aggregator, isBehindRouter }) => [aggregator, new Collector(!isBehindRouter)]));
}

/** A bundle reaches the aggregator: its mapped fields are gathered and it goes no further. */
export const aggregatorStep: Step = (module, frame, run) => {
  const open = findCollector(frame, module);
  const collector = open ?? new Collector(true);
  try {
    const key = module.groupBy === undefined ? undefined : evaluate(module.groupBy, frame, run);
    collector.add(evaluateMapper(module, frame, run), key);
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    return addSubstitute(error, module, { frame, collector, isOpen: open !== undefined }, run);
  }
  return open === undefined ? flushAggregator(module, collector, frame, run) : undefined;
};

/** One row could not be made: the module's handler may give another. */
async function addSubstitute(
  error: ModuleError,
  module: CompiledModule,
  into: { readonly frame: Frame | undefined; readonly collector: Collector; readonly isOpen: boolean },
  run: Run,
): Promise<StepOutput> {
  const { frame, collector, isOpen } = into;
  run.recordFailure(module, { execution: run.nextExecution(module), error, operations: 0 });
  const substitute = (await settleError(module, error, frame, run))?.at(0);
  if (substitute !== undefined) collector.add(await substitute, undefined);
  return isOpen ? undefined : flushAggregator(module, collector, frame, run);
}

/** All bundles of the feeder have passed: the gathered rows become one bundle, or one a group. One operation. */
export async function flushAggregator(
  module: CompiledModule,
  collector: Collector,
  frame: Frame | undefined,
  run: Run,
): Promise<StepOutput> {
  const { groups } = collector;
  if (groups.length === 0 && module.stopIfEmpty) return undefined;
  const execution = run.nextExecution(module);
  try {
    const folded = (groups.length === 0 ? [{ key: undefined, rows: [] }] : groups).map((group) =>
      fold(module, group, frame, run),
    );
    run.recordComputed(module, execution, folded);
    return folded;
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    run.recordFailure(module, { execution, error, operations: 1 });
    return settleError(module, error, frame, run);
  }
}

function fold(module: CompiledModule, group: Group, frame: Frame | undefined, run: Run): Bundle {
  const grouping: Bundle = module.groupBy === undefined ? {} : { key: group.key, __IMTKEY__: group.key };
  const definition = run.ports.findModule(module.name, module.version, module.id);
  const parameters = evaluateParameters(module, frame, run);
  const folded =
    definition?.aggregate?.(group.rows, parameters) ?? ENGINE_AGGREGATORS.get(module.name)?.(group.rows, parameters);
  if (folded === undefined) {
    throw new ModuleError(
      'InvalidConfigurationError',
      `No app here provides the module ${module.name} (id ${String(module.id)}).`,
    );
  }
  return { ...grouping, ...folded };
}

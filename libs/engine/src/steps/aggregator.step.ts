import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, type Bundle } from '@ebbflow/connector-sdk';
import { Collector, type Group } from '../collector.ts';
import { evaluate, evaluateInput, evaluateParameters } from '../evaluation.ts';
import { findCollector, NO_COLLECTORS, type Collectors, type Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { settleError } from './settle-error.ts';
import type { Step } from './step.ts';

/** One collector for each aggregator that `feeder` feeds, opened for one execution of the feeder. */
export function openCollectors(feeder: CompiledModule, run: Run): Collectors {
  const links = run.scenario.aggregators.get(feeder);
  if (links === undefined) return NO_COLLECTORS;
  return new Map(links.map(({ aggregator, isBehindRouter }) => [aggregator, new Collector(!isBehindRouter)]));
}

/** A bundle reaches the aggregator: its mapped fields are gathered and it goes no further. */
export const aggregatorStep: Step = async (module, frame, run) => {
  const open = findCollector(frame, module);
  const collector = open ?? new Collector(true);
  try {
    const key = module.groupBy === undefined ? undefined : evaluate(module.groupBy, frame, run);
    collector.add(evaluateInput(module, frame, run).mapped, key);
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    run.recordFailure(module, { ...run.nextExecution(module), error, operations: 0 });
    const substitutes = await settleError(module, error, frame, run);
    for (const substitute of substitutes ?? []) collector.add(substitute, undefined);
  }
  return open === undefined ? flushAggregator(module, collector, frame, run) : undefined;
};

/** All bundles of the feeder have passed: the gathered rows become one bundle, or one a group. One operation. */
export async function flushAggregator(
  module: CompiledModule,
  collector: Collector,
  frame: Frame | undefined,
  run: Run,
): Promise<readonly Bundle[] | undefined> {
  const { groups } = collector;
  if (groups.length === 0 && module.stopIfEmpty) return undefined;
  const { execution } = run.nextExecution(module);
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
  if (module.name === 'builtin:BasicAggregator') {
    return { ...grouping, array: group.rows, __IMTAGGLENGTH__: group.rows.length };
  }
  const definition = run.ports.findModule(module.name, module.version, module.id);
  if (definition?.aggregate === undefined) {
    throw new ModuleError(
      'InvalidConfigurationError',
      `No app here provides the module ${module.name} (id ${String(module.id)}).`,
    );
  }
  return { ...grouping, ...definition.aggregate(group.rows, evaluateParameters(module, frame, run)) };
}

import type { ModuleDefinition } from '@ebbflow/connector-sdk';
import { foldArray } from './fold-array.ts';
import { foldNumbers } from './fold-numbers.ts';
import { foldTable } from './fold-table.ts';
import { foldText } from './fold-text.ts';

type Fold = NonNullable<ModuleDefinition['aggregate']>;

/** The aggregators of the format itself. An app that brings one under the same name comes first. */
export const ENGINE_AGGREGATORS: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ['builtin:BasicAggregator', foldArray],
  ['util:TextAggregator', foldText],
  ['util:FunctionAggregator', foldNumbers],
  ['util:FunctionAggregator2', foldNumbers],
  ['util:AggregateAggregator', foldTable],
]);

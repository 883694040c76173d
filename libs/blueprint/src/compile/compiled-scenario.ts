import type { ScenarioSettings } from '../blueprint.ts';
import type { FieldSpec } from '../field-spec.ts';
import type { FilterOperator } from '../filter-operator.ts';
import type { Finding } from '../finding.ts';
import type { Schedule } from '../schedule.ts';
import type { CompiledField } from './compiled-field.ts';

export interface CompiledCondition {
  readonly a: CompiledField;
  readonly b: CompiledField;
  /** Undefined when nobody knows the operator that was written: a run that comes here fails with a DataError. */
  readonly operator: FilterOperator | undefined;
  readonly written: string;
}

/** Alternatives of conditions that must all hold. */
export interface CompiledFilter {
  readonly name: string;
  readonly conditions: readonly (readonly CompiledCondition[])[];
}

export interface CompiledRoute {
  readonly first: CompiledModule | undefined;
  readonly isDisabled: boolean;
  /** Aggregators lying directly in this route whose feeder stands before the router: they run once the route was entered. */
  readonly aggregators: readonly CompiledModule[];
}

/** One branch of an if-else. The first one that is not disabled and whose conditions hold is taken; an `else` has none. */
export interface CompiledBranch extends CompiledRoute {
  readonly type: 'condition' | 'else';
  readonly label: string;
  /** Undefined holds always. */
  readonly conditions: CompiledFilter | undefined;
  /** Whether the flow goes on in the merge that follows the if-else. */
  readonly isMerged: boolean;
}

/** What a merge does with the bundles of the branches that lead to it; lists by merged branch, in the order of the branches. */
export interface CompiledMerge {
  readonly filters: readonly (CompiledFilter | undefined)[];
  /** Each field it gives out, with one value for each merged branch. */
  readonly outputs: readonly { readonly name: string; readonly mappings: readonly CompiledField[] }[];
}

/** One module, ready to run. The flow is a chain: `next` is the module after it, undefined at the end of its route. */
export interface CompiledModule {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly label: string | undefined;
  readonly pointer: string;
  /** False for a placeholder: a module nobody here can run. */
  readonly isKnown: boolean;
  readonly parameters: CompiledField;
  readonly mapper: CompiledField;
  readonly filter: CompiledFilter | undefined;
  readonly routes: readonly CompiledRoute[];
  readonly fallbackRoute: number | undefined;
  /** Set for an if-else only. */
  readonly branches: readonly CompiledBranch[];
  /** Set for a merge only. */
  readonly merge: CompiledMerge | undefined;
  /** Switched off by the author: bundles pass it by, and its handler, routes and branches with it. */
  readonly isDisabled: boolean;
  /** First module of the error handler. */
  readonly handler: CompiledModule | undefined;
  /** Folds what its feeder made into one bundle; without a feeder upstream it folds each bundle by itself. */
  readonly isAggregator: boolean;
  readonly groupBy: CompiledField | undefined;
  readonly stopIfEmpty: boolean;
  readonly next: CompiledModule | undefined;
}

/** An aggregator and how its feeder reaches it. */
export interface AggregatorLink {
  readonly aggregator: CompiledModule;
  /** True when a router lies between feeder and aggregator, so that the aggregator may not be reached at all. */
  readonly isBehindRouter: boolean;
}

/** A module no built-in app provides: kept as it is, shown as such, and in the way of activation. */
export interface Placeholder {
  readonly moduleId: number;
  readonly module: string;
  readonly pointer: string;
}

/** A blueprint compiled once; holds no data of any run and may be used by many at once. */
export interface CompiledScenario {
  readonly name: string;
  readonly settings: ScenarioSettings;
  /** Undefined where nobody told: the scenario is started by its hook or by hand. */
  readonly schedule: Schedule | undefined;
  /** What a start may give, and what `scenario-service:ReturnData` gives back. */
  readonly inputs: readonly FieldSpec[];
  readonly outputs: readonly FieldSpec[];
  readonly first: CompiledModule;
  /** In the order of the document. */
  readonly modules: readonly CompiledModule[];
  /** Feeder to the aggregators that fold its bundles, in the order of the document. By module, because ids may come twice. */
  readonly aggregators: ReadonlyMap<CompiledModule, readonly AggregatorLink[]>;
  readonly placeholders: readonly Placeholder[];
  readonly findings: readonly Finding[];
}

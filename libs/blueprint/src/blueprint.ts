import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import type { FieldSpec } from './field-spec.ts';
import type { Schedule } from './schedule.ts';

/** One comparison of a filter, as written. */
export interface ConditionNode {
  readonly a: JsonValue;
  readonly b: JsonValue;
  /** The operator as written: `text:equal:ci`. Empty where the document has none. */
  readonly o: string;
  readonly pointer: string;
}

/** Alternatives (outer list) of conditions that must all hold (inner list). */
export interface FilterNode {
  readonly name: string;
  readonly conditions: readonly (readonly ConditionNode[])[];
}

export interface RouteNode {
  readonly flow: readonly ModuleNode[];
  readonly isDisabled: boolean;
}

/** One branch of `builtin:BasicIfElse`. */
export interface BranchNode extends RouteNode {
  readonly type: 'condition' | 'else';
  readonly label: string;
  readonly conditions: FilterNode | undefined;
  /** Whether the flow goes on in the `builtin:BasicMerge` behind the if-else; otherwise it ends with the branch. */
  readonly isMerged: boolean;
}

/** One field that `builtin:BasicMerge` gives out: `mappings` has one template for each merged branch, in their order. */
export interface MergeOutputNode {
  readonly name: string;
  readonly mappings: readonly JsonValue[];
  readonly pointer: string;
}

/** What `builtin:BasicMerge` has besides a mapper. */
export interface MergeNode {
  /** For each merged branch what lets its bundles through; undefined lets all through. */
  readonly filters: readonly (FilterNode | undefined)[];
  readonly outputs: readonly MergeOutputNode[];
}

/** One module of a flow. Keys it does not know stay in `Blueprint.document`. */
export interface ModuleNode {
  /** Unique in the blueprint; the number by which templates refer to it. */
  readonly id: number;
  /** `app:Name` */
  readonly name: string;
  /** Major version of the app; 1 where the document has none. */
  readonly version: number;
  /** What the author called it on the canvas. */
  readonly label: string | undefined;
  readonly pointer: string;
  readonly parameters: JsonObject;
  readonly mapper: JsonObject;
  readonly filter: FilterNode | undefined;
  readonly routes: readonly RouteNode[];
  /** Index into `routes` of the one taken when no other was. */
  readonly fallbackRoute: number | undefined;
  readonly branches: readonly BranchNode[];
  /** Set for `builtin:BasicMerge` only. */
  readonly merge: MergeNode | undefined;
  /** Switched off by the author: bundles pass it by. */
  readonly isDisabled: boolean;
  /** The error handler's flow; undefined where there is none. */
  readonly onerror: readonly ModuleNode[] | undefined;
  /** Aggregators: id of the module whose bundles are folded. */
  readonly feederId: number | undefined;
  /** Aggregators: a template; one output bundle for each of its values. */
  readonly groupBy: string | undefined;
  readonly stopIfEmpty: boolean;
}

/** `metadata.scenario`; what the document leaves out has Make's default. */
export interface ScenarioSettings {
  readonly roundtrips: number;
  readonly maxErrors: number;
  readonly autoCommit: boolean;
  readonly autoCommitTriggerLast: boolean;
  readonly sequential: boolean;
  /** No bundle is kept in the run's details. */
  readonly confidential: boolean;
  readonly dataloss: boolean;
  /** Bundles of failed modules are stored for a retry. */
  readonly dlq: boolean;
  readonly freshVariables: boolean;
  readonly slots: number | null;
}

/** A note somebody left on the canvas. */
export interface Note {
  /** HTML as Make's editor writes it; untrusted. */
  readonly content: string;
  readonly moduleIds: readonly number[];
  /** On the filter before the module instead of on the module. */
  readonly isOnFilter: boolean;
}

export interface Blueprint {
  readonly name: string;
  readonly flow: readonly ModuleNode[];
  /** Islands on the canvas that no flow reaches. They never run. */
  readonly orphans: readonly (readonly ModuleNode[])[];
  readonly settings: ScenarioSettings;
  /** Undefined where the document has none: exports from the editor leave it out. */
  readonly schedule: Schedule | undefined;
  /** The scenario's own inputs and outputs, from `interface` or the older `io`. */
  readonly inputs: readonly FieldSpec[];
  readonly outputs: readonly FieldSpec[];
  readonly notes: readonly Note[];
  readonly isInstant: boolean;
  /** The blueprint itself without its wrappers, in the latest format and otherwise untouched: what is stored, and written back. */
  readonly document: JsonObject;
}

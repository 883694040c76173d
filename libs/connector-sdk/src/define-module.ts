import type { ConnectionTest } from './connection-test.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { Bundle, ModuleContext, Value } from './module-context.ts';

/**
 * - `trigger` (instant) starts a run and is given its bundles; its `run` is not called.
 * - `polling-trigger` starts a run and reads its bundles itself: `run` from `context.cursor` on, up to its own limit. Journaled.
 * - `action` writes or asks something outside, one operation a bundle. Journaled, carries an idempotency key.
 * - `search` asks something outside for any number of bundles in one operation. Journaled. Where it finds nothing and the
 *   author ticked `continueWhenNoRes`, the engine goes on with one empty bundle; the module just returns none.
 * - `transformer` computes only. Never journaled: a replay computes it again. `continueWhenNoRes` holds for it too.
 * - `aggregator` folds the bundles made since its feeder into one (`aggregate`, not `run`).
 */
export type ModuleKind = 'trigger' | 'polling-trigger' | 'action' | 'search' | 'transformer' | 'aggregator';

/** How long a variable lives: one cycle, one run, or on into the scenario's later runs (kept when its cycle commits). */
export type VariableScope = 'roundtrip' | 'execution' | 'scenario';

export interface ModuleInput {
  /** Static settings (ids of connection, hook, …), as in the blueprint. */
  readonly parameters: Bundle;
  /** The mapper, evaluated for this bundle. */
  readonly mapped: Bundle;
}

export interface ModuleResult {
  /** 0..N bundles; each runs the rest of the route once. */
  readonly bundles: readonly Bundle[];
  /** Bytes sent and received, counted toward data transfer. */
  readonly transferBytes?: number;
  /** Variables this module sets, for `util:SetVariable*` and counters. */
  readonly variables?: { readonly scope: VariableScope; readonly values: Readonly<Record<string, Value>> };
  /** Polling triggers: where the next read begins. Kept once the cycle commits; left out, it stays as it was. */
  readonly cursor?: Value;
  /** What the owner should know though nothing failed. The run's status becomes `warning`. */
  readonly warnings?: readonly string[];
  /** Ask the engine to wait before the next step (`util:FunctionSleep`); kept as a row, not as a timer. */
  readonly sleepMs?: number;
}

/** Names of a module's fields, for whoever looks the module up; what they mean is decided where `run` reads them. */
export interface ModuleFields {
  readonly parameters?: readonly string[];
  readonly mapper?: readonly string[];
  /** Of each bundle it gives. `…` stands for names that depend on the data. */
  readonly output?: readonly string[];
}

/** One module of an app, as it is found in a blueprint under `app:Name`. One file each. */
export interface ModuleDefinition {
  /** `http:ActionSendData` */
  readonly name: string;
  /** App versions (`version` in the blueprint) this code serves. */
  readonly versions: readonly number[];
  readonly kind: ModuleKind;
  /** Plain words for a person: `Make a request`. */
  readonly label: string;
  readonly fields?: ModuleFields;
  /** Time one operation may take, milliseconds, where the usual bound (40 s) is too short. */
  readonly operationTimeoutMs?: number;
  /**
   * Everything it does goes through `context.dataStores`: it is done within a transaction and undone when the cycle rolls
   * back. Its own outcome is journaled like that of an action.
   */
  readonly isTransactional?: boolean;
  /** Its `run` knows files (`isFile`). Every other module is given their bytes, up to 64 MiB. */
  readonly takesFiles?: boolean;
  /** Work on one bundle. Throws `ModuleError` for what went wrong. */
  run(input: ModuleInput, context: ModuleContext): Promise<ModuleResult>;
  /** Aggregators only: the mapped fields of all bundles of one group, in order, to one bundle. */
  aggregate?(rows: readonly Bundle[], parameters: Bundle): Bundle;
}

export function defineModule(definition: ModuleDefinition): ModuleDefinition {
  return definition;
}

/** The modules of one app; what `libs/connectors/<app>` exports. */
export interface ConnectorDefinition {
  readonly app: string;
  readonly label: string;
  readonly modules: readonly ModuleDefinition[];
  readonly limits?: ConnectionLimits;
  /** One for each kind of account its modules sign in to. */
  readonly connectionTests?: readonly ConnectionTest[];
}

export function defineConnector(definition: ConnectorDefinition): ConnectorDefinition {
  return definition;
}

import type { Bundle, ModuleContext, Value } from './module-context.ts';

/**
 * `trigger` starts a run and is given its bundle; `action` writes or asks something outside (journaled, carries an
 * idempotency key); `transformer` computes only (never journaled: a replay computes it again); `aggregator` folds the bundles
 * made since its feeder into one (`aggregate`, not `run`).
 */
export type ModuleKind = 'trigger' | 'action' | 'transformer' | 'aggregator';

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
  /** Variables this module sets, for `util:SetVariable*`. Scope: one cycle or the whole run. */
  readonly variables?: { readonly scope: 'roundtrip' | 'execution'; readonly values: Readonly<Record<string, Value>> };
  /** Ask the engine to wait before the next step (`util:FunctionSleep`); kept as a row, not as a timer. */
  readonly sleepMs?: number;
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
  /** Time one operation may take, milliseconds, where the usual bound (40 s) is too short. */
  readonly operationTimeoutMs?: number;
  /** Work on one bundle. A trigger gets its own output as `mapped` and may refine it. Throws `ModuleError` for what went wrong. */
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
}

export function defineConnector(definition: ConnectorDefinition): ConnectorDefinition {
  return definition;
}

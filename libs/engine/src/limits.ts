/** Bounds of one run. */
export interface RunLimits {
  /** One operation of an action, milliseconds. Beyond it: `ModuleTimeoutError`. */
  readonly operationTimeoutMs: number;
  /** Working time of all attempts together, milliseconds. Beyond it: `ScenarioTimeoutError`. */
  readonly runTimeMs: number;
  /** Module runs. Beyond it: `OperationsLimitExceededError`. */
  readonly operations: number;
  /** Bytes sent and received by all modules. Beyond it: `DataSizeLimitExceededError`. */
  readonly transferBytes: number;
  /** What is kept of bundles in the verdict, bytes of JSON; the rest is counted only. */
  readonly detailBytes: number;
  /** Module executions kept in the verdict; the rest is counted, except for those that failed, of which a hundred more are kept. */
  readonly detailExecutions: number;
  /** Bundles kept per module execution. */
  readonly detailBundles: number;
  /** A larger bundle of an action, search or polling trigger waits in the spill store instead of memory and journal, bytes. */
  readonly spillBytes: number;
  /** Bundles one run may put aside. Beyond it: dropped with a warning where the scenario enables data loss, else `OutOfSpaceError`. */
  readonly incompleteBundles: number;
  /** The same, bytes of JSON of their states. */
  readonly incompleteBytes: number;
}

export const DEFAULT_LIMITS: RunLimits = {
  operationTimeoutMs: 40_000,
  runTimeMs: 2_400_000,
  operations: 1_000_000,
  transferBytes: 5 * 1_073_741_824,
  detailBytes: 4 * 1_048_576,
  detailExecutions: 10_000,
  detailBundles: 100,
  spillBytes: 1_048_576,
  incompleteBundles: 100,
  incompleteBytes: 64 * 1_048_576,
};

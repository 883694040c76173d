import type { CompiledScenario } from '@ebbflow/blueprint';
import type { RunDetails, Sealed } from '@ebbflow/contracts';
import type { Verdict } from '@ebbflow/engine';
import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import type { AttemptScope } from '../attempt/attempt-scope.ts';

/** A run whose verdict is known and whose end is about to be written. */
export interface EndingRun {
  readonly scope: AttemptScope;
  readonly verdict: Verdict;
  /** Absent when the run ended before its scenario could be read. */
  readonly scenario: CompiledScenario | undefined;
  readonly isConfidential: boolean;
  readonly finishedAt: Date;
  /** What a tenant can read back of it; absent where nothing may or can be kept. */
  readonly details?: Sealed | undefined;
  /** Module executions as they are kept: without what rules hide, and none where nothing is kept. Default none. */
  readonly keptModules?: RunDetails['modules'];
  /** Bytes that the log store keeps of it: details and what started it. Default 0. */
  readonly keptBytes?: number;
  /** What started it has something in it that rules hide, and is not kept. Default false. */
  readonly isInputHidden?: boolean;
}

/**
 * Something that is true from the moment a run is finished: its usage, the cursor of its trigger, what it put aside. Each part writes its
 * own tables, one statement for the batch, in the transaction that ends the runs, so that none of it can be there without the end or
 * be missing after it.
 */
export interface CompletionPart<Prepared = unknown> {
  /** Before the transaction and for one run: what takes time or keys (sealing). Undefined when this run has nothing to write. */
  prepare(ending: EndingRun): Promise<Prepared | undefined>;
  /** Inside it, as worker, for all runs of the batch that were ended by it. Answers the events to announce. Must be safe to repeat. */
  write(sql: SqlClient, prepared: readonly Prepared[]): Promise<readonly OutboxEvent[]>;
}

/** All parts, in the order they are written (readonly CompletionPart[]). */
export const COMPLETION_PARTS = Symbol('COMPLETION_PARTS');

import type { RetryPlan } from '../retry/retry-plan.policy.ts';
import type { SealedContent } from '../incomplete-contents.ts';
import type { RetrySettlement } from './settle-retry.policy.ts';

/** A bundle that a run put aside, ready to be stored. */
export interface NewIncomplete {
  readonly id: string;
  readonly moduleId: number;
  readonly module: string;
  readonly errorClass: string;
  readonly plan: RetryPlan;
  readonly nextRetryAt: Date | undefined;
  readonly content: SealedContent;
  /** Blobs of the files it names. */
  readonly blobs: readonly string[];
}

/** What one run that ends leaves here. */
export interface PutAside {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly scenarioVersion: number;
  readonly runId: string;
  readonly finishedAt: Date;
  /** Without room: drop it and go on, instead of stopping the scenario. */
  readonly dataloss: boolean;
  readonly fresh: readonly NewIncomplete[];
  /** What the run had taken up, and what it has come to; `place` is where it failed now. */
  readonly retried?: {
    readonly id: string;
    readonly createdAt: Date;
    readonly settlement: RetrySettlement;
    readonly place?: NewIncomplete;
  };
  /** Bundles of which nothing may or can be kept. */
  readonly lost?: { readonly count: number; readonly reason: 'CONFIDENTIAL' | 'KEY_DESTROYED' };
}

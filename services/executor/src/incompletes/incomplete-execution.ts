import type { ErrorClass } from '@ebbflow/connector-sdk';
import type { VersionChoice } from '@ebbflow/contracts';
import type { ResumePoint } from '@ebbflow/engine';
import { keptSince } from '@ebbflow/service-host';

/** A row of the list, without what it holds. */
export interface IncompleteRow {
  readonly id: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly updated_by: string | null;
  readonly revision: number;
  readonly scenario_id: string;
  readonly scenario_version: number;
  readonly run_id: string;
  readonly module_id: number;
  readonly module: string;
  readonly error_class: string;
  readonly state: 'pending' | 'retrying' | 'resolved' | 'deleted';
  readonly retry_kind: 'backoff' | 'break' | 'manual';
  readonly retry_count: number | null;
  /** bigint, which pg answers as text. */
  readonly retry_interval_ms: string | null;
  readonly attempts: number;
  readonly next_retry_at: Date | null;
  readonly retry_on: VersionChoice;
  readonly bytes: string;
}

/** With what it holds, sealed. */
export interface IncompleteFullRow extends IncompleteRow {
  readonly content_version: number;
  readonly content_sealed: Buffer | null;
  readonly key_version: number | null;
}

/** The columns of IncompleteRow. */
export const INCOMPLETE_COLUMNS = `id, created_at, updated_at, updated_by, revision, scenario_id, scenario_version, run_id, module_id, module,
      error_class, state, retry_kind, retry_count, retry_interval_ms, attempts, next_retry_at, retry_on, bytes`;

/** What is sealed: enough to take the flow up again, and why it stopped. */
export interface IncompleteContent {
  readonly error: { readonly class: ErrorClass; readonly message: string };
  readonly resume: ResumePoint;
}

/** SQL of the instant up to which rows are hidden, and not retried any more, by what their tenant says of their lifetime. */
export function incompletesKeptSince(now: string, longestDays: string, row = 'incomplete_execution'): string {
  return keptSince({
    schema: 'executor',
    category: 'incomplete-runs',
    tenant: `${row}.tenant_id`,
    scenario: `${row}.scenario_id`,
    now: `${now}::timestamptz`,
    longestDays: `${longestDays}::integer`,
  });
}

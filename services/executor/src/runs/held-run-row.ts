import type { RunTrigger } from '@ebbflow/contracts';
import type { HeldRun, JournalRow, SealedInput } from './held-run.ts';

/** A run as a claim answers it. */
export interface RunRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly scenario_id: string;
  readonly scenario_version: number;
  readonly team_id: string | null;
  readonly trigger: RunTrigger;
  readonly delivery_id: string | null;
  readonly reply_to: string | null;
  readonly traceparent: string | null;
  readonly input_run_id: string | null;
  readonly parent_run_id: string | null;
  readonly out_of_run_id: string | null;
  readonly hook_id: string | null;
  readonly incomplete_id: string | null;
  readonly callback_sealed: Buffer | null;
  readonly input_sealed: Buffer | null;
  readonly input_blob: string | null;
  readonly key_version: number | null;
  readonly lease_token: string;
  readonly attempts: number;
  readonly started_at: Date;
  readonly lane: string | null;
  readonly is_cancelled: boolean;
}

export function toHeldRun(row: RunRow, journal: readonly JournalRow[]): HeldRun {
  return {
    tenantId: row.tenant_id,
    runId: row.id,
    scenarioId: row.scenario_id,
    scenarioVersion: row.scenario_version,
    teamId: row.team_id,
    trigger: row.trigger,
    deliveryId: row.delivery_id ?? undefined,
    replyTo: row.reply_to ?? undefined,
    traceparent: row.traceparent ?? undefined,
    input: inputOf(row),
    inputRunId: row.input_run_id ?? undefined,
    parentRunId: row.parent_run_id ?? undefined,
    outOfRunId: row.out_of_run_id ?? undefined,
    hookId: row.hook_id ?? undefined,
    incompleteId: row.incomplete_id ?? undefined,
    callback: row.callback_sealed ?? undefined,
    lane: row.lane ?? undefined,
    isCancelled: row.is_cancelled,
    leaseToken: row.lease_token,
    attempts: row.attempts,
    startedAt: row.started_at,
    journal,
  };
}

function inputOf({ key_version: keyVersion, input_sealed: bytes, input_blob: blob }: RunRow): SealedInput | undefined {
  if (keyVersion === null) return undefined;
  if (bytes !== null) return { keyVersion, bytes };
  return blob === null ? undefined : { keyVersion, blob };
}

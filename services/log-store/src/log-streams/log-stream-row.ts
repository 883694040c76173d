import type { LogStreamSource, LogStreamTarget } from '@ebbflow/contracts';

/** A stream as it is stored. */
export interface LogStreamRow {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly sources: LogStreamSource[];
  readonly target: LogStreamTarget;
  readonly hasSecret: boolean;
  readonly includePayloads: boolean;
  readonly isPaused: boolean;
  readonly revision: number;
  readonly createdAt: Date;
  /** Up to and with this entry everything is acknowledged: the transaction that wrote it, and its place among those. */
  readonly positionXid: string;
  readonly positionSequence: string;
  /** Null: not looked at yet. */
  readonly auditPosition: number | null;
  readonly auditDueAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly sentCount: number;
  readonly attempts: number;
  readonly failingSince: Date | null;
  readonly lastFailure: string | null;
  readonly stoppedAt: Date | null;
}

/** What to select for it. */
export const LOG_STREAM_COLUMNS = `
  stream.tenant_id as "tenantId", stream.id, stream.name, stream.sources, stream.target, stream.has_secret as "hasSecret",
  stream.include_payloads as "includePayloads", stream.is_paused as "isPaused", stream.revision, stream.created_at as "createdAt",
  stream.position_xid::text as "positionXid", stream.position_sequence::text as "positionSequence",
  stream.audit_position::float8 as "auditPosition", stream.audit_due_at as "auditDueAt", stream.acknowledged_at as "acknowledgedAt",
  stream.sent_count::float8 as "sentCount", stream.attempts, stream.failing_since as "failingSince",
  stream.last_failure as "lastFailure", stream.stopped_at as "stoppedAt"`;

import type { RunStatus, StreamedAuditEntry } from '@ebbflow/contracts';
import type { JsonValue } from '@ebbflow/kernel';
import type { LogRecord } from './log-record.ts';

export interface ActivityRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly scenarioId: string;
  readonly status: RunStatus;
}

export interface ExecutionRow {
  readonly id: string;
  readonly at: Date;
  readonly startedAt: Date;
  readonly scenarioId: string;
  readonly scenarioVersion: number;
  readonly trigger: string;
  readonly status: RunStatus;
  readonly operations: number;
  readonly transferBytes: number;
  readonly errorClass: string | null;
  readonly errorModuleId: number | null;
  readonly confidential: boolean;
}

export interface NotificationRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly scenarioId: string | null;
  readonly runId: string | null;
  readonly moduleId: number | null;
  readonly errorClass: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
}

const SEVERITY_OF = { success: 'info', warning: 'warning', error: 'error' } as const;

export function activityRecord({ id, at, kind, scenarioId, status }: ActivityRow): LogRecord {
  const text = `A run of ${scenarioId} ended: ${status}.`;
  return {
    kind: 'activity',
    id,
    at,
    severity: SEVERITY_OF[status],
    text,
    fields: { activity: kind, runId: id, scenarioId, status },
  };
}

/** `payload`: what went through its modules, where the stream carries that. */
export function executionRecord(row: ExecutionRow, payload?: JsonValue): LogRecord {
  const { id, at, startedAt, status, scenarioId, ...fields } = row;
  return {
    kind: 'execution',
    id,
    at,
    severity: SEVERITY_OF[status],
    text: `Run ${id} of ${scenarioId} ended: ${row.errorClass ?? status}.`,
    fields: {
      runId: id,
      scenarioId,
      status,
      startedAt: startedAt.toISOString(),
      durationMs: at.getTime() - startedAt.getTime(),
      ...fields,
      ...(payload === undefined ? {} : { payload }),
    },
  };
}

export function notificationRecord({ id, at, kind, severity, ...fields }: NotificationRow): LogRecord {
  return {
    kind: 'notification',
    id,
    at,
    severity,
    text: kind,
    fields: { notification: kind, ...fields, facts: { ...fields.facts } },
  };
}

export function auditRecord(entry: StreamedAuditEntry): LogRecord {
  const { id, occurredAt, action, position, actor, object, facts } = entry;
  return {
    kind: 'audit',
    id,
    at: new Date(occurredAt),
    severity: 'info',
    text: `${action} ${object.id}`,
    fields: { action, position, actor: { ...actor }, object: { ...object }, facts: { ...facts } },
  };
}

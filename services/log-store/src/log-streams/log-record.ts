import type { JsonValue } from '@ebbflow/kernel';

/** One thing that is told to a receiver. Ids and numbers, but for `payload`. */
export interface LogRecord {
  readonly kind: 'activity' | 'execution' | 'notification' | 'audit';
  /** Stays the same however often it is sent. */
  readonly id: string;
  readonly at: Date;
  readonly severity: 'info' | 'warning' | 'error';
  /** In one line, for people. */
  readonly text: string;
  readonly fields: Readonly<Record<string, JsonValue>>;
}

/** As JSON: what is sent as such, or as the message. */
export function jsonOf(
  { kind, id, at, severity, fields }: LogRecord,
  organisationId: string,
): Record<string, JsonValue> {
  return { kind, id, at: at.toISOString(), severity, organisationId, ...fields };
}

import type { JsonValue } from '@ebbflow/kernel';
import { jsonOf, type LogRecord } from '../log-record.ts';

const SEVERITIES = { info: 9, warning: 13, error: 17 } as const;

interface KeyValue {
  readonly key: string;
  readonly value: object;
}

/** The body of an OTLP/HTTP export of logs in JSON (opentelemetry-proto, ExportLogsServiceRequest). */
export function otlpLogs(records: readonly LogRecord[], organisationId: string, now: Date): object {
  const resource = {
    attributes: attributesOf({ 'service.name': 'ebbflow', 'ebbflow.organisation.id': organisationId }),
  };
  const logRecords = records.map((record) => {
    const { kind: _kind, at: _at, severity: _severity, ...attributes } = jsonOf(record, organisationId);
    return {
      timeUnixNano: nanosecondsOf(record.at),
      observedTimeUnixNano: nanosecondsOf(now),
      severityNumber: SEVERITIES[record.severity],
      severityText: record.severity.toUpperCase(),
      eventName: `ebbflow.${record.kind}`,
      body: { stringValue: record.text },
      attributes: attributesOf(attributes),
    };
  });
  return { resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'ebbflow.log-streams' }, logRecords }] }] };
}

/** 64-bit numbers are text in the JSON form of protobuf. */
function nanosecondsOf(instant: Date): string {
  return `${String(instant.getTime())}000000`;
}

function attributesOf(fields: Readonly<Record<string, JsonValue>>): KeyValue[] {
  return Object.entries(fields).flatMap(([key, value]) => (value === null ? [] : [{ key, value: valueOf(value) }]));
}

function valueOf(value: JsonValue): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (value === null) return {};
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } };
  return { kvlistValue: { values: attributesOf(value) } };
}

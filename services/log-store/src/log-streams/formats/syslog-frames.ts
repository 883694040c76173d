import { jsonOf, type LogRecord } from '../log-record.ts';

/** Facility local0. */
const FACILITY = 16;
const SEVERITIES = { error: 3, warning: 4, info: 6 } as const;

/**
 * Messages of RFC 5424 with octet counting (RFC 6587 3.4.1): the length in bytes, a space, the message. Everything is JSON in the message;
 * there is no structured data, whose names would need an enterprise number of our own.
 */
export function syslogFrames(records: readonly LogRecord[], organisationId: string): Buffer {
  return Buffer.concat(
    records.map((record) => {
      const priority = FACILITY * 8 + SEVERITIES[record.severity];
      const header = `<${String(priority)}>1 ${record.at.toISOString()} - ebbflow - ${record.kind} -`;
      const message = Buffer.from(`${header} \ufeff${JSON.stringify(jsonOf(record, organisationId))}`);
      return Buffer.concat([Buffer.from(`${String(message.length)} `), message]);
    }),
  );
}

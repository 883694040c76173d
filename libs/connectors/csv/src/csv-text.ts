import { encodeValue, readBoolean, readText, type Bundle, type Value } from '@ebbflow/connector-sdk';
import { stringify } from 'csv-stringify/sync';
import { readDelimiter } from './delimiter.ts';

const NEWLINES: Readonly<Record<string, string>> = { lf: '\n', crlf: '\r\n', cr: '\r' };

/**
 * Rows as CSV, every field in quotes as Make writes them. Columns are the fields of all rows in the order they first appear;
 * a collection or array stands there as JSON (Make writes `[object Object]`, which nobody can use).
 */
export function csvText(rows: readonly Bundle[], parameters: Bundle): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length === 0) return '';
  const newline = readText(parameters, 'newlineType') ?? 'lf';
  return stringify(
    rows.map((row) => columns.map((column) => cell(Object.hasOwn(row, column) ? row[column] : undefined))),
    {
      delimiter: readDelimiter(parameters),
      quoted: true,
      quoted_empty: true,
      header: readBoolean(parameters, 'includeHeaders') ?? false,
      columns,
      record_delimiter: Object.hasOwn(NEWLINES, newline) ? (NEWLINES[newline] ?? '\n') : '\n',
    },
  );
}

function cell(value: Value): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return typeof value === 'object' ? JSON.stringify(encodeValue(value)) : String(value);
}

import type { Value } from '@ebbflow/connector-sdk';
import { parseUntrustedJson } from '@ebbflow/kernel';
import mysql, { type FieldPacket } from 'mysql2';

/** A column as plain data: decimals are numbers where they can be without loss, JSON is read. */
export function columnValue(value: unknown, field: Pick<FieldPacket, 'columnType'>): Value {
  if (Buffer.isBuffer(value)) return new Uint8Array(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value;
  if (typeof value !== 'string') return value as Value;
  if (field.columnType === mysql.Types.JSON) return parseUntrustedJson(value);
  const isDecimal = field.columnType === mysql.Types.NEWDECIMAL || field.columnType === mysql.Types.DECIMAL;
  return isDecimal ? exactNumber(value) : value;
}

/** `1.50` is 1.5; `0.1234567890123456789` is not what a number can hold. */
function exactNumber(text: string): Value {
  const number = Number(text);
  const shortest = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return String(number) === shortest ? number : text;
}

import type { Value } from '@ebbflow/connector-sdk';
import { parseUntrustedJson } from '@ebbflow/kernel';
import { types, type CustomTypesConfig } from 'pg';

type Reader = (text: string) => Value;

const JSON_READER: Reader = (text) => parseUntrustedJson(text);
const TEXT_READER: Reader = (text) => text;

const READERS: Readonly<Record<number, Reader>> = {
  16: (text) => text === 't', // bool
  17: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')), // bytea
  20: exactNumber, // int8
  21: Number, // int2
  23: Number, // int4
  26: Number, // oid
  700: finiteNumber, // float4
  701: finiteNumber, // float8
  1700: exactNumber, // numeric
  114: JSON_READER, // json
  3802: JSON_READER, // jsonb
  // Without a zone: read as UTC, since what pg takes it for, the time zone of this machine, is nobody's.
  1114: (text) => instant(`${text.replace(' ', 'T')}Z`, text), // timestamp
  1184: (text) => instant(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'), text), // timestamptz
};
/** Lists whose elements pg reads as plain data. */
const LISTS = new Set([1000, 1005, 1007, 1009, 1015, 1016, 1021, 1022, 1231, 2951]);

/** Columns as plain data; what has no like among bundles (intervals, points, ranges, dates without time) stays text. */
export const COLUMN_TYPES: CustomTypesConfig = {
  getTypeParser: (oid: number): Reader =>
    LISTS.has(oid) ? (types.getTypeParser as (oid: number) => Reader)(oid) : (READERS[oid] ?? TEXT_READER),
};

/** A number where it can be one without loss, else its digits. */
function exactNumber(text: string): Value {
  const number = Number(text);
  return String(number) === text || (Number.isSafeInteger(number) && /^-?\d+\.0*$/.test(text))
    ? number
    : shorter(text, number);
}

/** `1.50` is 1.5; `0.1234567890123456789` is not what a number can hold. */
function shorter(text: string, number: number): Value {
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return String(number) === trimmed ? number : text;
}

/** NaN and the infinities are no JSON. */
function finiteNumber(text: string): Value {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** Years before Christ and `infinity` are no dates here. */
function instant(iso: string, text: string): Value {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? text : date;
}

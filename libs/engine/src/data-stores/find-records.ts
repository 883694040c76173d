import {
  isBundle,
  type DataStoreCondition,
  type DataStoreQuery,
  type DataStoreRecord,
  type Value,
} from '@ebbflow/connector-sdk';
import { holdsWritten } from '../filters/holds-written.ts';
import type { Records } from './write.ts';

/** @throws ModuleError DataError when an operator does not exist or does not fit a record */
export function findRecords(
  records: Records,
  { filter = [], sort = [], limit = Infinity }: DataStoreQuery,
  timezone: string,
): readonly DataStoreRecord[] {
  const holds = (record: DataStoreRecord, { a, o, b }: DataStoreCondition): boolean =>
    holdsWritten(o, fieldOf(record, a), b, timezone);
  const order = [...sort, { key: '__IMTKEY__', order: 'asc' as const }];
  return [...records]
    .map(([key, data]) => ({ key, data }))
    .filter((record) => filter.length === 0 || filter.some((group) => group.every((c) => holds(record, c))))
    .sort((one, other) => {
      for (const { key, order: direction } of order) {
        const compared = compareValues(fieldOf(one, key), fieldOf(other, key));
        if (compared !== 0) return direction === 'asc' ? compared : -compared;
      }
      return 0;
    })
    .slice(0, Math.max(0, limit));
}

function fieldOf({ key, data }: DataStoreRecord, path: string): Value {
  if (path === '__IMTKEY__') return key;
  return path
    .split('.')
    .reduce<Value>((at, name) => (isBundle(at) && Object.hasOwn(at, name) ? at[name] : undefined), data);
}

/** Numbers and dates by size, everything else by its text; what is missing comes first. */
function compareValues(one: Value, other: Value): number {
  const isMissing = (value: Value): boolean => value === undefined || value === null;
  if (isMissing(one) || isMissing(other)) return Number(isMissing(other)) - Number(isMissing(one));
  const [left, right] = [ordinal(one), ordinal(other)];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : Number(String(left) > String(right));
}

function ordinal(value: Value): number | string {
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.getTime();
  return typeof value === 'string' ? value : JSON.stringify(value);
}

import {
  isBundle,
  ModuleError,
  type DataStoreCondition,
  type DataStoreQuery,
  type DataStoreRecord,
  type Value,
} from '@ebbflow/connector-sdk';
import { holdsWritten } from '../filters/holds-written.ts';

/**
 * A search that is shown records one after the other, in any order, and keeps no more of them than it may answer: of a store of
 * any size it holds twice the limit at most.
 */
export class RecordSearch {
  readonly #filter: NonNullable<DataStoreQuery['filter']>;
  readonly #order: NonNullable<DataStoreQuery['sort']>;
  readonly #limit: number;
  readonly #timezone: string;
  readonly #maxWeight: number;
  #found: { readonly record: DataStoreRecord; readonly weight: number }[] = [];
  #weight = 0;

  /** `maxWeight`: what the records it keeps may weigh together, in whatever `offer` is told. Default: anything. */
  constructor({ filter = [], sort = [], limit = Infinity }: DataStoreQuery, timezone: string, maxWeight = Infinity) {
    this.#filter = filter;
    this.#order = [...sort, { key: '__IMTKEY__', order: 'asc' as const }];
    this.#limit = Math.max(0, limit);
    this.#timezone = timezone;
    this.#maxWeight = maxWeight;
  }

  /** @throws ModuleError DataError when an operator does not exist or does not fit the record, MaxResultsExceededError when too much is found */
  offer(record: DataStoreRecord, weight = 0): void {
    if (!this.#passes(record)) return;
    this.#found.push({ record, weight });
    this.#weight += weight;
    if (this.#found.length > this.#limit * 2 + 100 || this.#weight > this.#maxWeight) this.#cut();
    if (this.#weight > this.#maxWeight) {
      throw new ModuleError(
        'MaxResultsExceededError',
        'The search finds too much data; narrow its filter, or lower its limit.',
      );
    }
  }

  /** The first ones in the order of the query, up to its limit. */
  get results(): DataStoreRecord[] {
    this.#cut();
    return this.#found.map(({ record }) => record);
  }

  #cut(): void {
    this.#found = this.#found.sort((one, other) => this.#compare(one.record, other.record)).slice(0, this.#limit);
    this.#weight = this.#found.reduce((sum, { weight }) => sum + weight, 0);
  }

  #passes(record: DataStoreRecord): boolean {
    const holds = ({ a, o, b }: DataStoreCondition): boolean => holdsWritten(o, fieldOf(record, a), b, this.#timezone);
    return this.#filter.length === 0 || this.#filter.some((group) => group.every(holds));
  }

  #compare(one: DataStoreRecord, other: DataStoreRecord): number {
    for (const { key, order } of this.#order) {
      const compared = compareValues(fieldOf(one, key), fieldOf(other, key));
      if (compared !== 0) return order === 'asc' ? compared : -compared;
    }
    return 0;
  }
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

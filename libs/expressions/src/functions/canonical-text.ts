import type { Meter } from '../evaluate/meter.ts';
import { isCollection, isPresent, type Value } from '../value.ts';

/** One text for all values that are equal: keys in order, dates and bytes marked as what they are. */
export function canonicalText(value: Value, meter: Meter, depth = 0): string {
  meter.step(1);
  meter.ensureDepth(depth);
  if (!isPresent(value)) return 'null';
  if (value instanceof Date) return `date(${String(value.getTime())})`;
  if (value instanceof Uint8Array) return `bytes(${Buffer.from(value).toString('base64')})`;
  if (Array.isArray(value)) {
    return `[${value.map((element) => canonicalText(element, meter, depth + 1)).join(',')}]`;
  }
  if (!isCollection(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key], meter, depth + 1)}`).join(',')}}`;
}

import { MAX_VALUE_DEPTH, ModuleError, type Value } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';

/** A value as a program outside expects it: dates as ISO text, bytes as base64. One way only. @throws ModuleError DataError when nested too deep */
export function plainJson(value: Value, depth = 0): JsonValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (depth >= MAX_VALUE_DEPTH) throw new ModuleError('DataError', 'A value is nested too deep to be handed on.');
  if (Array.isArray(value)) return value.map((element) => plainJson(element, depth + 1));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) =>
      field === undefined || key === '__proto__' ? [] : [[key, plainJson(field, depth + 1)]],
    ),
  );
}

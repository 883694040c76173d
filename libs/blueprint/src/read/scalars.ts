import type { JsonValue } from '@ebbflow/kernel';

/** A whole number, also written as text (`"3"`), as exports of the mapper often have it. */
export function readInteger(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}\s*$/.test(value)) return undefined;
  return Number(value);
}

/** A yes or no: booleans, `"true"`, `"{{true}}"`, `"yes"`, 1 and their opposites. */
export function readBoolean(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string') return undefined;
  const word = value.replaceAll(/[{}\s]/g, '').toLowerCase();
  if (word === 'true' || word === 'yes' || word === '1') return true;
  return word === 'false' || word === 'no' || word === '0' ? false : undefined;
}

/** Text that says something; numbers count as their text. */
export function readText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

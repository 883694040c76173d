import { isBundle, readList, readPairs, readText, type Bundle, type Value } from '@ebbflow/connector-sdk';
import type { FormField, Header } from './request-plan.ts';

const LONGEST_SECONDS = 300;
const USUAL_SECONDS = 40;

/** Name and value rows as text; a value that is a list makes one row each. */
export function readTextPairs(mapped: Bundle, key: string): Header[] {
  return readPairs(mapped, key).flatMap(({ name, value }) =>
    (Array.isArray(value) ? value : [value]).map((item): Header => [name, textOf(item)]),
  );
}

/** Fields of a form under the first of these keys that has any. */
export function readFormFields(mapped: Bundle, keys: readonly string[]): FormField[] {
  const key = keys.find((candidate) => readList(mapped, candidate).length > 0);
  if (key === undefined) return [];
  return readList(mapped, key).flatMap((row) => {
    if (!isBundle(row)) return [];
    const name = readText(row, 'key') ?? readText(row, 'name');
    if (name === undefined) return Object.entries(row).map(([field, value]) => ({ name: field, value }));
    const fileName = readText(row, 'fileName') ?? readText(row, 'filename');
    const contentType = readText(row, 'contentType') ?? readText(row, 'mime');
    const isFile = readText(row, 'fieldType') === 'file';
    const value = isFile ? (row['data'] ?? row['value']) : (row['value'] ?? row['data']);
    return [
      {
        name,
        value,
        ...(fileName === undefined ? (isFile ? { fileName: 'file' } : {}) : { fileName }),
        ...(contentType === undefined ? {} : { contentType }),
      },
    ];
  });
}

/** `timeout` in seconds, 1 to 300; 40 where none is given. */
export function readTimeoutMs(mapped: Bundle): number {
  const seconds = Number(readText(mapped, 'timeout') ?? USUAL_SECONDS);
  if (!Number.isFinite(seconds) || seconds <= 0) return USUAL_SECONDS * 1_000;
  return Math.min(seconds, LONGEST_SECONDS) * 1_000;
}

/** Text of a plain value; a collection or list as JSON, because that is what an API expects where text is. */
export function textOf(value: Value): string {
  return isBundle(value) || Array.isArray(value) ? JSON.stringify(value) : (readText({ value }, 'value') ?? '');
}

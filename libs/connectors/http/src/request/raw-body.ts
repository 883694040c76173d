import { isFile, type Value } from '@ebbflow/connector-sdk';
import { textOf } from './read-fields.ts';
import type { RequestBody } from './request-plan.ts';

/** Bytes and files as they are, text as UTF-8, anything else as JSON; nothing at all is no body. */
export function rawBody(value: Value, contentType: string | undefined): RequestBody | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (isFile(value)) return { contentType, parts: [value] };
  const bytes = value instanceof Uint8Array ? value : Buffer.from(textOf(value));
  const isStructured = typeof value === 'object' && !(value instanceof Uint8Array) && !(value instanceof Date);
  return { contentType: contentType ?? (isStructured ? 'application/json' : undefined), parts: [bytes] };
}

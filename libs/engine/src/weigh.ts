import type { JsonValue } from '@ebbflow/kernel';

/** Bytes of the JSON, roughly (text counts its UTF-16 units): writing it out just to measure it would cost the same again. */
export function weigh(json: JsonValue): number {
  if (typeof json === 'string') return json.length + 2;
  if (typeof json !== 'object' || json === null) return 5;
  let bytes = 2;
  if (Array.isArray(json)) for (const item of json) bytes += weigh(item) + 1;
  else for (const key of Object.keys(json)) bytes += key.length + 4 + weigh(json[key] ?? null);
  return bytes;
}

import type { Meter } from '../evaluate/meter.ts';
import { ownKeys, readOwn } from '../evaluate/own-property.ts';
import { TextBuilder } from '../evaluate/text-builder.ts';
import { isCollection, isPresent, type Value } from '../value.ts';

/** JSON of a value, within the limits of depth and size; dates in ISO 8601, bytes in base64, missing fields left out. */
export function toJson(value: Value, meter: Meter): string {
  const json = new TextBuilder(meter);
  write(value, json, meter, 0);
  return json.toString();
}

function write(value: Value, json: TextBuilder, meter: Meter, depth: number): void {
  meter.step(1);
  meter.ensureDepth(depth);
  if (!isPresent(value)) json.append('null');
  else if (value instanceof Uint8Array) json.append(JSON.stringify(Buffer.from(value).toString('base64')));
  else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      json.append(index === 0 ? '[' : ',');
      write(element, json, meter, depth + 1);
    }
    json.append(value.length === 0 ? '[]' : ']');
  } else if (isCollection(value)) {
    let opener = '{';
    for (const key of ownKeys(value)) {
      const field = readOwn(value, key);
      if (field === undefined) continue;
      json.append(`${opener}${JSON.stringify(key)}:`);
      opener = ',';
      write(field, json, meter, depth + 1);
    }
    json.append(opener === '{' ? '{}' : '}');
  } else json.append(JSON.stringify(value));
}

import type { Bundle, Value } from '@ebbflow/connector-sdk';

/** A name that comes again, or ends in `[]`, becomes an array. */
export function addField(fields: Bundle, written: string, value: Value): void {
  const isList = written.endsWith('[]');
  const name = isList ? written.slice(0, -2) : written;
  if (name === '__proto__') return;
  const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (known === undefined) fields[name] = isList ? [value] : value;
  else fields[name] = Array.isArray(known) ? [...known, value] : [known, value];
}

import { ModuleError, readText, type Bundle, type Value } from '@ebbflow/connector-sdk';

/** The value as JSON, indented as `parameters.space` asks: `tab`, a number of blanks, or not at all. Bytes become base64. */
export function jsonText(value: Value, parameters: Bundle): string {
  const space = readText(parameters, 'space');
  const indent = space === 'tab' ? '\t' : Number(space ?? 0);
  const text = JSON.stringify(
    value,
    // Node's Buffer brings its own toJSON, so bytes are told by the value that still stands in the holder.
    function (this: Record<string, unknown>, key: string, member: unknown): unknown {
      const original = this[key];
      return original instanceof Uint8Array ? Buffer.from(original).toString('base64') : member;
    },
    typeof indent === 'string' || Number.isFinite(indent) ? indent : 0,
  ) as string | undefined;
  if (text === undefined) throw new ModuleError('DataError', 'There is nothing to turn into JSON.');
  return text;
}

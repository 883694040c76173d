import { ModuleError, readText, requireSoundData, type Bundle, type Value } from '@ebbflow/connector-sdk';

/**
 * The value as JSON, indented as `parameters.space` asks: `tab`, a number of blanks, or not at all. Bytes become base64.
 * @throws ModuleError DataError naming `field` when there is nothing, or more than a text can hold
 */
export function jsonText(value: Value, parameters: Bundle, field: string): string {
  requireSoundData(value, field);
  const space = readText(parameters, 'space');
  const indent = space === 'tab' ? '\t' : Number(space ?? 0);
  const text = stringify(value, typeof indent === 'string' || Number.isFinite(indent) ? indent : 0, field);
  if (text === undefined) throw new ModuleError('DataError', 'There is nothing to turn into JSON.');
  return text;
}

function stringify(value: Value, indent: string | number, field: string): string | undefined {
  try {
    return JSON.stringify(
      value,
      // Node's Buffer brings its own toJSON, so bytes are told by the value that still stands in the holder.
      function (this: Record<string, unknown>, key: string, member: unknown): unknown {
        const original = this[key];
        return original instanceof Uint8Array ? Buffer.from(original).toString('base64') : member;
      },
      indent,
    );
  } catch (error) {
    // Longer than V8's longest text.
    if (!(error instanceof RangeError)) throw error;
    throw new ModuleError('DataError', `The field "${field}" makes a JSON text that is too long.`);
  }
}

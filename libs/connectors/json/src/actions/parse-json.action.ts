import { defineModule, isBundle, ModuleError, readText, type Bundle, type Value } from '@ebbflow/connector-sdk';
import { ExpectedError, parseUntrustedJson } from '@ebbflow/kernel';

/** An array makes one bundle of each element; anything that is no collection arrives as `value`. */
export const parseJson = defineModule({
  name: 'json:ParseJSON',
  versions: [1],
  kind: 'transformer',
  label: 'Parse JSON',
  async run({ mapped }) {
    const { json } = mapped;
    const parsed = typeof json === 'object' && json !== null && !(json instanceof Uint8Array) ? json : parse(mapped);
    return { bundles: (Array.isArray(parsed) ? parsed : [parsed]).map(toBundle) };
  },
});

function parse(mapped: Bundle): Value {
  const text = readText(mapped, 'json');
  if (text === undefined) throw new ModuleError('DataError', 'The field "json" is empty; it needs a JSON text.');
  try {
    return parseUntrustedJson(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof ExpectedError ? cause.message : 'The text is not valid JSON.';
    throw new ModuleError('DataError', `The field "json" does not hold JSON. ${reason}`, { cause });
  }
}

function toBundle(value: Value): Bundle {
  return isBundle(value) ? value : { value };
}

import {
  defineModule,
  isBundle,
  ModuleError,
  requireSoundData,
  requireText,
  type Bundle,
  type Value,
} from '@ebbflow/connector-sdk';
import { jsonFaultPosition } from './json-fault-position.ts';

/** An array makes one bundle of each element; anything that is no collection arrives as `value`. The data structure is not asked. */
export const parseJson = defineModule({
  name: 'json:ParseJSON',
  versions: [1],
  kind: 'transformer',
  label: 'Parse JSON',
  fields: { parameters: ['type'], mapper: ['json'], output: ['…'] },
  async run({ mapped }) {
    const { json } = mapped;
    const isParsed = typeof json === 'object' && json !== null && !(json instanceof Uint8Array);
    const parsed = isParsed ? json : parse(requireText(mapped, 'json'));
    requireSoundData(parsed, 'json');
    return { bundles: (Array.isArray(parsed) ? parsed : [parsed]).map(toBundle) };
  },
});

function parse(written: string): Value {
  const text = written.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text) as Value;
  } catch {
    // The parser's own message quotes the text.
    const position = String(jsonFaultPosition(text));
    throw new ModuleError(
      'DataError',
      `The field "json" does not hold JSON: it is not valid at character ${position}.`,
    );
  }
}

function toBundle(value: Value): Bundle {
  return isBundle(value) ? value : { value };
}

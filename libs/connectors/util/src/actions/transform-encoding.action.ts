import { defineModule, ModuleError, readText, requireBytes } from '@ebbflow/connector-sdk';

/** Encodings this side can write; the decoder knows all of the Encoding Standard. */
const WRITABLE: Readonly<Record<string, BufferEncoding>> = {
  'utf-8': 'utf8',
  utf8: 'utf8',
  'utf-16le': 'utf16le',
  'iso-8859-1': 'latin1',
  latin1: 'latin1',
  ascii: 'ascii',
  'us-ascii': 'ascii',
};

/** Text of one code page as bytes of another: `input` read by `inputCodepage`, written by `outputCodepage`. */
export const transformEncoding = defineModule({
  name: 'util:TransformEncoding',
  versions: [1],
  kind: 'transformer',
  label: 'Convert the encoding of a text',
  fields: { mapper: ['input', 'inputCodepage', 'outputCodepage'], output: ['output'] },
  async run({ parameters, mapped }) {
    const settings = { ...parameters, ...mapped };
    const text = decode(requireBytes(mapped, 'input'), readText(settings, 'inputCodepage') ?? 'utf-8');
    const codepage = (readText(settings, 'outputCodepage') ?? 'utf-8').toLowerCase();
    const encoding = Object.hasOwn(WRITABLE, codepage) ? WRITABLE[codepage] : undefined;
    if (encoding === undefined) {
      throw new ModuleError(
        'DataError',
        `The field "outputCodepage" must be one of ${Object.keys(WRITABLE).join(', ')}.`,
      );
    }
    return { bundles: [{ output: new Uint8Array(Buffer.from(text, encoding)) }] };
  },
});

function decode(bytes: Uint8Array, codepage: string): string {
  try {
    return new TextDecoder(codepage).decode(bytes);
  } catch {
    throw new ModuleError('DataError', 'The field "inputCodepage" is not the name of a character encoding.');
  }
}

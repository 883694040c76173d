import { toBuffer } from '../../coerce/to-buffer.ts';
import { toText } from '../../coerce/to-text.ts';
import { decodeBinary } from '../decode-binary.ts';
import { defineFunction } from '../define-function.ts';
import { any, optional, text } from '../parameter.ts';

export const toBinaryFunction = defineFunction({
  name: 'toBinary',
  category: 'text',
  summary: 'The value as binary data; a text as UTF-8, or decoded from hex or base64.',
  parameters: [any('value'), optional(text('encoding'))],
  examples: [
    { expression: 'toBinary(Wo)', result: new Uint8Array([0x57, 0x6f]) },
    { expression: 'toBinary("576f"; hex)', result: new Uint8Array([0x57, 0x6f]) },
    { expression: 'toBinary("V28="; "base64")', result: new Uint8Array([0x57, 0x6f]) },
  ],
  evaluate: ([given, encoding]) => (encoding === undefined ? toBuffer(given) : decodeBinary(toText(given), encoding)),
});

import { digest } from '../digest.ts';
import { defineFunction } from '../define-function.ts';
import { any, buffer, optional, text } from '../parameter.ts';

export const sha512Function = defineFunction({
  name: 'sha512',
  category: 'text',
  summary: 'The SHA-512 hash of the text as hex (default), base64 or latin1; with a key the HMAC.',
  parameters: [buffer('text'), optional(text('encoding')), optional(any('key')), optional(text('key encoding'))],
  examples: [
    {
      expression: 'sha512(workfront)',
      result:
        '789ae41b9456357e4f27c6a09956a767abbb8d80b206003ffdd1e94dbc687cd119b85e1e19db58bb44b234493af35fd431639c0345aadf2cf7ec26e9f4a7fb19',
    },
  ],
  evaluate: ([given, encoding, key, keyEncoding]) => digest('sha512', given, { encoding, key, keyEncoding }),
});

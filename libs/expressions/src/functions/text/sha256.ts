import { digest } from '../digest.ts';
import { defineFunction } from '../define-function.ts';
import { any, buffer, optional, text } from '../parameter.ts';

export const sha256Function = defineFunction({
  name: 'sha256',
  category: 'text',
  summary: 'The SHA-256 hash of the text as hex (default), base64 or latin1; with a key the HMAC.',
  parameters: [buffer('text'), optional(text('encoding')), optional(any('key')), optional(text('key encoding'))],
  examples: [
    { expression: 'sha256(workfront)', result: 'ed3d7397eec7b94453035b67ba4468c883ee3bedeb57137f7371f2e0cf5e2bbc' },
    {
      expression: 'sha256("what do ya want for nothing?"; "hex"; "Jefe")',
      result: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    },
    {
      expression: 'sha256("what do ya want for nothing?"; "hex"; "4a656665"; "hex")',
      result: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    },
  ],
  evaluate: ([given, encoding, key, keyEncoding]) => digest('sha256', given, { encoding, key, keyEncoding }),
});

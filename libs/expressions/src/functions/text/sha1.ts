import { digest } from '../digest.ts';
import { defineFunction } from '../define-function.ts';
import { any, buffer, optional, text } from '../parameter.ts';

export const sha1Function = defineFunction({
  name: 'sha1',
  category: 'text',
  summary: 'The SHA-1 hash of the text as hex (default), base64 or latin1; with a key the HMAC.',
  parameters: [buffer('text'), optional(text('encoding')), optional(any('key')), optional(text('key encoding'))],
  examples: [
    { expression: 'sha1(abc; emptystring)', result: 'a9993e364706816aba3e25717850c26c9cd0d89d' },
    { expression: 'sha1(workfront)', result: 'b2b30b8ae1f9e5b40fbb0696eaabdbfd8d0c087f' },
  ],
  evaluate: ([given, encoding, key, keyEncoding]) => digest('sha1', given, { encoding, key, keyEncoding }),
});

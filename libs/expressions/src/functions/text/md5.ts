import { digest } from '../digest.ts';
import { defineFunction } from '../define-function.ts';
import { buffer } from '../parameter.ts';

export const md5Function = defineFunction({
  name: 'md5',
  category: 'text',
  summary: 'The MD5 hash of the text in hexadecimal.',
  parameters: [buffer('text')],
  examples: [{ expression: 'md5(abc)', result: '900150983cd24fb0d6963f7d28e17f72' }],
  evaluate: ([given]) => digest('md5', given),
});

import { defineFunction } from '../define-function.ts';
import { buffer } from '../parameter.ts';

export const base64Function = defineFunction({
  name: 'base64',
  category: 'text',
  summary: 'The text, or the binary data, in base64.',
  parameters: [buffer('text or binary data')],
  examples: [{ expression: 'base64(workfront)', result: 'd29ya2Zyb250' }],
  evaluate: ([given]) => Buffer.from(given.buffer, given.byteOffset, given.byteLength).toString('base64'),
});

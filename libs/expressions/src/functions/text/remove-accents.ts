import { withoutAccents } from '../without-accents.ts';
import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const removeAccentsFunction = defineFunction({
  name: 'removeAccents',
  category: 'text',
  summary: 'The text with plain letters in place of those with diacritics.',
  parameters: [text('text')],
  examples: [{ expression: 'removeAccents("Žluťoučký")', result: 'Zlutoucky' }],
  evaluate: ([given]) => withoutAccents(given),
});

import { withoutAccents } from '../without-accents.ts';
import { defineFunction } from '../define-function.ts';
import { boolean, optional, text } from '../parameter.ts';

export const asciiFunction = defineFunction({
  name: 'ascii',
  category: 'text',
  summary: 'The text without characters outside ASCII; letters with diacritics can be kept as plain ones.',
  parameters: [text('text'), optional(boolean('remove diacritics'))],
  examples: [
    { expression: 'ascii("Wěošrčkřfžrýoáníté")', result: 'Workfront' },
    { expression: 'ascii("ěščřž"; true)', result: 'escrz' },
  ],
  evaluate: ([given, removeDiacritics = false]) =>
    (removeDiacritics ? withoutAccents(given) : given).replace(/[^\p{ASCII}]/gu, ''),
});

import { dataError } from '../../coerce/data-error.ts';
import { parseNumberText } from '../../coerce/to-number.ts';
import { toText } from '../../coerce/to-text.ts';
import { defineFunction } from '../define-function.ts';
import { any, optional, text } from '../parameter.ts';

const LONGEST = 400;

export const parseNumberFunction = defineFunction({
  name: 'parseNumber',
  category: 'math',
  summary: 'The number in a text that may have thousands separators; the decimal separator is a point unless given.',
  parameters: [any('text'), optional(text('decimal separator'))],
  examples: [
    { expression: 'parseNumber("1 756,456"; ",")', result: 1756.456 },
    { expression: 'parseNumber("1.234.567,8"; ",")', result: 1234567.8 },
    { expression: 'parseNumber("1,234.5")', result: 1234.5 },
    { expression: 'parseNumber(7.5; ",")', result: 7.5 },
  ],
  evaluate: ([given, separator = '.'], evaluation) => {
    if (typeof given === 'number') return given;
    const written = toText(given, evaluation.budget);
    const number = written.length > LONGEST ? undefined : parseNumberText(normalise(written, separator));
    if (number === undefined) throw dataError('The text is no number in the given notation.');
    return number;
  },
});

/** Drops spaces and the separators of thousands, and writes the decimal separator as a point. */
function normalise(written: string, separator: string): string {
  let digits = '';
  for (const character of written) {
    if (character === separator) digits += '.';
    else if (!/[\s.,'\u2019_]/.test(character)) digits += character;
  }
  return digits;
}

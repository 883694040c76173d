import { patternLiteral } from '../../patterns/pattern-literal.ts';
import { replacePattern } from '../../patterns/replace-pattern.ts';
import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const replacePatternFunction = defineFunction({
  name: 'replacePattern',
  category: 'text',
  summary: 'The text with every match of a regular expression replaced; `$&` is the match and `$1` a group.',
  parameters: [text('text'), text('pattern'), text('replacement')],
  examples: [
    { expression: 'replacePattern("a1b22"; "[0-9]+"; "#")', result: 'a#b#' },
    { expression: 'replacePattern("John Smith"; "(\\w+) (\\w+)"; "$2 $1")', result: 'Smith John' },
  ],
  evaluate: ([given, search, replacement], evaluation) => {
    const { pattern, flags } = patternLiteral(search) ?? { pattern: search, flags: '' };
    return replacePattern(given, { pattern, flags: `${flags}g` }, replacement, evaluation);
  },
});

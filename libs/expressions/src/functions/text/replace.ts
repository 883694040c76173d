import { patternLiteral } from '../../patterns/pattern-literal.ts';
import { replacePattern } from '../../patterns/replace-pattern.ts';
import { replaceText } from '../../patterns/replace-text.ts';
import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const replaceFunction = defineFunction({
  name: 'replace',
  category: 'text',
  summary:
    'The text with a search text, or a pattern `/…/flags`, replaced: a text everywhere, a pattern once unless it has the flag g. In the replacement of a pattern `$&` is the match and `$1` a group.',
  parameters: [text('text'), text('search text or /pattern/flags'), text('replacement')],
  examples: [
    { expression: 'replace(Phone number is 777; / is ([0-9]+)/; : +420$1)', result: 'Phone number: +420777' },
    { expression: 'replace("Hello World"; "Hello"; "Hi")', result: 'Hi World' },
    { expression: 'replace("a-b-c"; "-"; "+")', result: 'a+b+c' },
    { expression: 'replace("1 22 333"; "/[0-9]+/g"; "X")', result: 'X X X' },
    { expression: 'replace("1 22"; "/[0-9]+/"; "X")', result: 'X 22' },
    { expression: 'replace("Phone 777"; "/([0-9]+)/"; "+420$1 ($&)")', result: 'Phone +420777 (777)' },
    { expression: 'replace("a+b"; "/\\+/g"; " ")', result: 'a b' },
    { expression: 'replace("abc"; "B"; "x")', result: 'abc' },
    { expression: 'replace("ABC"; "/b/i"; emptystring)', result: 'AC' },
  ],
  evaluate: ([given, search, replacement], evaluation) => {
    const literal = patternLiteral(search);
    if (literal === undefined) return replaceText(given, search, replacement, evaluation);
    return replacePattern(given, literal, replacement, evaluation);
  },
});

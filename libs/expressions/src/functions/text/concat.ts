import { TextBuilder } from '../../evaluate/text-builder.ts';
import { defineFunction } from '../define-function.ts';
import { rest, text } from '../parameter.ts';

export const concatFunction = defineFunction({
  name: 'concat',
  category: 'text',
  summary: 'The texts one after the other.',
  parameters: [rest(text('text'))],
  examples: [{ expression: 'concat("a"; 1; true)', result: 'a1true' }],
  evaluate: ([texts], evaluation) => {
    const joined = new TextBuilder(evaluation);
    for (const piece of texts) joined.append(piece);
    return joined.toString();
  },
});

import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const splitFunction = defineFunction({
  name: 'split',
  category: 'text',
  summary: 'The parts of the text between the separators; an empty separator splits into characters.',
  parameters: [text('text'), text('separator')],
  examples: [
    { expression: 'split("a,b,c"; ",")', result: ['a', 'b', 'c'] },
    { expression: 'split( John, George, Paul ; , )', result: ['John', ' George', ' Paul'] },
    { expression: 'split("ab"; "")', result: ['a', 'b'] },
  ],
  evaluate: ([given, separator], evaluation) => {
    const parts = given.split(separator, evaluation.maximumElements + 1);
    evaluation.ensureElements(parts.length);
    evaluation.step(parts.length);
    return parts;
  },
});

import { toText } from '../../coerce/to-text.ts';
import { TextBuilder } from '../../evaluate/text-builder.ts';
import { defineFunction } from '../define-function.ts';
import { array, text } from '../parameter.ts';

export const joinFunction = defineFunction({
  name: 'join',
  category: 'array',
  summary: 'The elements as one text, with the separator between them.',
  parameters: [array('array'), text('separator')],
  examples: [
    { expression: 'join(1.tags[]; ", ")', data: { 1: { tags: ['a', 'b', 3] } }, result: 'a, b, 3' },
    {
      expression: 'join(1.people[].name; ";")',
      data: { 1: { people: [{ name: 'Ann' }, { name: 'Bob' }] } },
      result: 'Ann;Bob',
    },
    { expression: 'join(1.tags[]; newline)', data: { 1: { tags: ['a', 'b'] } }, result: 'a\nb' },
  ],
  evaluate: ([list, separator], evaluation) => {
    evaluation.step(list.length);
    const joined = new TextBuilder(evaluation);
    for (const [index, element] of list.entries()) {
      if (index > 0) joined.append(separator);
      joined.append(toText(element, evaluation.budget));
    }
    return joined.toString();
  },
});

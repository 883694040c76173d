import { distinctBy } from '../distinct-by.ts';
import { defineFunction } from '../define-function.ts';
import { array, optional, text } from '../parameter.ts';
import { valueAtPath } from '../value-at-path.ts';

export const distinctFunction = defineFunction({
  name: 'distinct',
  category: 'array',
  summary: 'The array without elements equal to an earlier one, as a whole or at the given key.',
  parameters: [array('array'), optional(text('key'))],
  examples: [
    {
      expression: 'distinct(1.list[]; name)',
      data: {
        1: {
          list: [
            { name: 'Ann', id: 1 },
            { name: 'Ann', id: 2 },
            { name: 'Bob', id: 3 },
          ],
        },
      },
      result: [
        { name: 'Ann', id: 1 },
        { name: 'Bob', id: 3 },
      ],
    },
    { expression: 'distinct(1.list)', data: { 1: { list: [1, 1, 2] } }, result: [1, 2] },
  ],
  evaluate: ([list, key], evaluation) =>
    distinctBy(list, (element) => (key === undefined ? element : valueAtPath(element, key)), evaluation),
});

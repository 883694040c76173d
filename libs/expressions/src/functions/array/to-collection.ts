import { toText } from '../../coerce/to-text.ts';
import { writeOwn } from '../../evaluate/own-property.ts';
import { type Collection, isPresent } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { array, text } from '../parameter.ts';
import { valueAtPath } from '../value-at-path.ts';

export const toCollectionFunction = defineFunction({
  name: 'toCollection',
  category: 'array',
  summary:
    'A collection made of an array: of every element one field, named by its first key and filled from its second.',
  parameters: [array('array'), text('key field'), text('value field')],
  examples: [
    {
      expression: 'toCollection(6.array; "name"; "age")',
      data: {
        6: {
          array: [
            { name: 'Bob', age: 22 },
            { name: 'Tim', age: 23 },
          ],
        },
      },
      result: { Bob: 22, Tim: 23 },
    },
  ],
  evaluate: ([list, keyField, valueField], evaluation) => {
    evaluation.step(list.length);
    const made: Collection = {};
    for (const element of list) {
      const key = valueAtPath(element, keyField);
      if (isPresent(key)) writeOwn(made, toText(key, evaluation.budget), valueAtPath(element, valueField));
    }
    return made;
  },
});

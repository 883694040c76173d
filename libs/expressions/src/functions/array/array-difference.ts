import { dataError } from '../../coerce/data-error.ts';
import { defineFunction } from '../define-function.ts';
import { array, optional, text } from '../parameter.ts';
import { without } from '../set-operations.ts';

export const arrayDifferenceFunction = defineFunction({
  name: 'arrayDifference',
  category: 'array',
  summary:
    'The elements of the first array that the second lacks (classic), or those only one of them has (symmetric).',
  parameters: [array('first array'), array('second array'), optional(text('mode'))],
  examples: [
    {
      expression: 'arrayDifference(1.mine; 1.yours; classic)',
      data: { 1: { mine: [1, 2, 3, 4, 5], yours: [3, 4, 5, 6, 7] } },
      result: [1, 2],
    },
    {
      expression: 'arrayDifference(1.yours; 1.mine; classic)',
      data: { 1: { mine: [1, 2, 3, 4, 5], yours: [3, 4, 5, 6, 7] } },
      result: [6, 7],
    },
    {
      expression: 'arrayDifference(1.mine; 1.yours; symmetric)',
      data: { 1: { mine: [1, 2, 3, 4, 5], yours: [3, 4, 5, 6, 7] } },
      result: [1, 2, 6, 7],
    },
  ],
  evaluate: ([first, second, mode = 'classic'], evaluation) => {
    if (mode !== 'classic' && mode !== 'symmetric') throw dataError('The mode is `classic` or `symmetric`.');
    const difference = without(first, second, evaluation);
    return mode === 'classic' ? difference : difference.concat(without(second, first, evaluation));
  },
});

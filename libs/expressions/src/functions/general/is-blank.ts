import { isPresent } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { any } from '../parameter.ts';

export const isBlankFunction = defineFunction({
  name: 'isBlank',
  category: 'general',
  summary: 'Whether a value is missing, null or the empty text; 0 and spaces are not blank.',
  parameters: [any('value')],
  examples: [
    { expression: 'isBlank("")', result: true },
    { expression: 'isBlank(null)', result: true },
    { expression: 'isBlank("Hello")', result: false },
    { expression: 'isBlank(0)', result: false },
    { expression: 'isBlank(" ")', result: false },
  ],
  evaluate: ([value]) => !isPresent(value) || value === '',
});

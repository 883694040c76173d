import { isPresent } from '../../value.ts';
import { defineFunction } from '../define-function.ts';
import { any, lazy } from '../parameter.ts';

export const ifemptyFunction = defineFunction({
  name: 'ifempty',
  category: 'general',
  summary: 'The first value unless it is missing, null or the empty text; then the second.',
  parameters: [any('value'), lazy('alternative')],
  examples: [
    { expression: 'ifempty("A"; "B")', result: 'A' },
    { expression: 'ifempty(1.missing; "B")', data: { 1: {} }, result: 'B' },
    { expression: 'ifempty(""; "B")', result: 'B' },
    { expression: 'ifempty(null; "B")', result: 'B' },
    { expression: 'ifempty(0; 5)', result: 0 },
    { expression: 'ifempty(" "; "B")', result: ' ' },
    {
      expression: 'ifempty(1.list[].name; "B")',
      data: { 1: { list: [{ name: 'first' }, { name: 'x' }] } },
      result: 'first',
    },
  ],
  evaluate: ([value, alternative]) => (isPresent(value) && value !== '' ? value : alternative()),
});

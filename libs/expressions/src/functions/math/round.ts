import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

export const roundFunction = defineFunction({
  name: 'round',
  category: 'math',
  summary: 'The nearest whole number; halves go up.',
  parameters: [number('number')],
  examples: [
    { expression: 'round(1.2)', result: 1 },
    { expression: 'round(1.5)', result: 2 },
    {
      expression: 'round((2.value-1.value)/1000/60/60/24)',
      data: { 1: { value: new Date('2024-05-01T00:00:00Z') }, 2: { value: new Date('2024-05-03T01:00:00Z') } },
      result: 2,
    },
  ],
  evaluate: ([value]) => Math.round(value),
});

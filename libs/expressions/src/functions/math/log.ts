import { finite } from '../finite.ts';
import { defineFunction } from '../define-function.ts';
import { number } from '../parameter.ts';

/** The quotient of two logarithms gives 2.9999999999999996 for log(10; 1000); the built-in ones do not. */
function logarithm(base: number, value: number): number {
  if (base === 10) return Math.log10(value);
  return base === 2 ? Math.log2(value) : Math.log(value) / Math.log(base);
}

export const logFunction = defineFunction({
  name: 'log',
  category: 'math',
  summary: 'The logarithm of the number to a base.',
  parameters: [number('base'), number('number')],
  examples: [
    { expression: 'log(2; 8)', result: 3 },
    { expression: 'log(10; 1000)', result: 3 },
  ],
  evaluate: ([base, value]) => finite(logarithm(base, value)),
});

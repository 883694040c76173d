import { defineFunction } from '../define-function.ts';
import { integer, number, optional } from '../parameter.ts';

/** On the digits as written: 1.15 * 100 is 114.99999999999999, cutting that would lose a hundredth. */
function truncate(value: number, decimals: number): number {
  if (decimals < 0) {
    const power = 10 ** Math.min(-decimals, 308);
    return Math.trunc(value / power) * power;
  }
  const written = String(value);
  if (decimals === 0 || written.includes('e')) return Math.trunc(value);
  const [whole = '0', fraction = ''] = written.split('.');
  return Number(`${whole}.${fraction.slice(0, decimals) || '0'}`);
}

export const truncFunction = defineFunction({
  name: 'trunc',
  category: 'math',
  summary:
    'The number cut off after the given decimals (0 when left out), without rounding; a negative count makes the last digits zero.',
  parameters: [number('number'), optional(integer('decimals'))],
  examples: [
    { expression: 'trunc(-4.7)', result: -4 },
    { expression: 'trunc(1.159; 2)', result: 1.15 },
    { expression: 'trunc(5; 2)', result: 5 },
    { expression: 'trunc(123.456; -2)', result: 100 },
  ],
  evaluate: ([value, decimals = 0]) => truncate(value, decimals),
});

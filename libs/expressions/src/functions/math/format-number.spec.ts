import fc from 'fast-check';
import { compileTemplate } from '../../template/compile-template.ts';
import { aScope } from '../../../test/scope.builder.ts';

describe('formatNumber', () => {
  it('rounds every number as toFixed does, halves and tiny differences from them included', () => {
    const nearHalf = fc
      .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: -5, max: 5 }))
      .map(([whole, places, ulps]) => (whole + 0.5) / 10 ** places + ulps * 1e-12);
    const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), nearHalf);
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 8 }), (number, places) => {
        const template = compileTemplate(`{{formatNumber(1.n; ${String(places)}; "."; "")}}`);
        const expected = number.toFixed(places);
        const isZero = Number(expected) === 0;
        expect(template.evaluate(aScope({ data: { 1: { n: number } } }))).toBe(
          isZero ? expected.replace('-', '') : expected,
        );
      }),
      { numRuns: 5_000 },
    );
  });
});

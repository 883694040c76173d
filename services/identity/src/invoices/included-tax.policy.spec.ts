import { includedTax } from './included-tax.policy.ts';

it.each([
  [12_100, 210, 2_100],
  [1_000, 210, 174],
  [1_000, 0, 0],
  [1, 210, 0],
  [3, 500, 1],
  [1_081, 81, 81],
  [9_007_199, 210, 1_563_233],
])('of %d minor units at %d permille the tax is %d', (gross, permille, tax) => {
  expect(includedTax(gross, permille)).toBe(tax);
});

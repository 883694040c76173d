import { amountInWords, minorUnits } from './minor-units.policy.ts';

it.each([
  ['10.00', 'EUR', 1_000],
  ['10', 'EUR', 1_000],
  ['0.07', 'USD', 7],
  ['10.5', 'CZK', 1_050],
  ['1000', 'JPY', 1_000],
  ['1000.00', 'JPY', 1_000],
  ['1.234', 'KWD', 1_234],
])('%s %s are %d of the smallest unit', (decimal, currency, minor) => {
  expect(minorUnits(decimal, currency)).toBe(minor);
});

it.each([
  ['10.005', 'EUR'],
  ['-1', 'EUR'],
  ['1e3', 'EUR'],
  ['', 'EUR'],
  ['1.50', 'JPY'],
  ['1,50', 'EUR'],
  ['1', 'eur'],
  ['1', '€'],
])('%s %s is no amount', (decimal, currency) => {
  expect(() => minorUnits(decimal, currency)).toThrow(expect.objectContaining({ code: 'IDENTITY.PAYMENT_UNREADABLE' }));
});

it('is written as people write it', () => {
  expect([amountInWords(1_900, 'EUR'), amountInWords(7, 'USD'), amountInWords(1_000, 'JPY')]).toEqual([
    '19.00 EUR',
    '0.07 USD',
    '1000 JPY',
  ]);
});

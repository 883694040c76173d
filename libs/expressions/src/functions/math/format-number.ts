import { defineFunction } from '../define-function.ts';
import { integer, number, optional, text } from '../parameter.ts';

export const formatNumberFunction = defineFunction({
  name: 'formatNumber',
  category: 'math',
  summary:
    'The number as text with a fixed count of decimals, a decimal separator (comma) and a thousands separator (point).',
  parameters: [
    number('number'),
    optional(integer('decimals')),
    optional(text('decimal separator')),
    optional(text('thousands separator')),
  ],
  examples: [
    { expression: 'formatNumber(123456789; 3)', result: '123.456.789,000' },
    { expression: 'formatNumber( 123456789 ; 3 ; , ; . )', result: '123.456.789,000' },
    { expression: 'formatNumber(1234.567; 2; "."; ",")', result: '1,234.57' },
    { expression: 'formatNumber(-1234.5; 1; "."; " ")', result: '-1 234.5' },
    { expression: 'formatNumber(12; 0)', result: '12' },
  ],
  evaluate: ([value, decimals = 0, decimalSeparator = ',', thousandsSeparator = '.'], evaluation) => {
    const places = Math.min(Math.max(decimals, 0), 100);
    const written = Math.abs(value).toFixed(places);
    const point = places === 0 ? written.length : written.length - places - 1;
    evaluation.ensureSize(written.length * (thousandsSeparator.length + 1) + decimalSeparator.length);
    let grouped = written.slice(0, point % 3 === 0 ? 3 : point % 3);
    for (let at = grouped.length; at < point; at += 3) grouped += thousandsSeparator + written.slice(at, at + 3);
    const fraction = places === 0 ? '' : decimalSeparator + written.slice(point + 1);
    return value < 0 && Number(written) !== 0 ? `-${grouped}${fraction}` : grouped + fraction;
  },
});

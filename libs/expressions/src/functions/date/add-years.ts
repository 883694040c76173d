import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, integer } from '../parameter.ts';

export const addYearsFunction = defineFunction({
  name: 'addYears',
  category: 'date',
  summary:
    'The date so many years later, by the calendar; 29 February becomes the 28th; earlier when the number is negative.',
  parameters: [date('date'), integer('number')],
  examples: [
    { expression: 'addYears(2016-08-08T15:55:57.536Z;2)', result: new Date('2018-08-08T15:55:57.536Z') },
    { expression: 'addYears("2024-02-29"; 1)', result: new Date('2025-02-28T00:00:00.000Z') },
  ],
  evaluate: ([given, count], evaluation) => localTime(given, evaluation).plus({ years: count }),
});

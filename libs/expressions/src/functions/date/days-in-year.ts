import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const daysInYearFunction = defineFunction({
  name: 'daysInYear',
  category: 'date',
  summary: 'How many days the year of the date has.',
  parameters: [date('date')],
  examples: [
    { expression: 'daysInYear("2016-06-01T00:00:00.000Z")', result: 366 },
    { expression: 'daysInYear("2015-06-01T00:00:00.000Z")', result: 365 },
  ],
  evaluate: ([given], evaluation) => localTime(given, evaluation).daysInYear,
});

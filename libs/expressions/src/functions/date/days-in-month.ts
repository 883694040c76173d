import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const daysInMonthFunction = defineFunction({
  name: 'daysInMonth',
  category: 'date',
  summary: 'How many days the month of the date has.',
  parameters: [date('date')],
  examples: [
    { expression: 'daysInMonth("2016-01-01T00:00:00.000Z")', result: 31 },
    { expression: 'daysInMonth("2016-02-01T00:00:00.000Z")', result: 29 },
  ],
  evaluate: ([given], evaluation) => localTime(given, evaluation).daysInMonth,
});

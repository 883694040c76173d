import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const dayOfMonthFunction = defineFunction({
  name: 'dayOfMonth',
  category: 'date',
  summary: 'The day of the month, 1 to 31.',
  parameters: [date('date')],
  examples: [{ expression: 'dayOfMonth("2016-12-28T16:03:06.372Z")', result: 28 }],
  evaluate: ([given], evaluation) => localTime(given, evaluation).dayOfMonth,
});

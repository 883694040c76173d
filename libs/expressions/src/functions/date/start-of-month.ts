import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const startOfMonthFunction = defineFunction({
  name: 'startOfMonth',
  category: 'date',
  summary: 'The first moment of the month of the date, in the scenario’s zone.',
  parameters: [date('date')],
  examples: [{ expression: 'startOfMonth("2016-06-15T12:30:00.000Z")', result: new Date('2016-06-01T00:00:00.000Z') }],
  evaluate: ([given], evaluation) => localTime(given, evaluation).startOfMonth,
});

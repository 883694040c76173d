import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const endOfMonthFunction = defineFunction({
  name: 'endOfMonth',
  category: 'date',
  summary: 'The last millisecond of the month of the date, in the scenario’s zone.',
  parameters: [date('date')],
  examples: [{ expression: 'endOfMonth("2016-02-01T00:00:00.000Z")', result: new Date('2016-02-29T23:59:59.999Z') }],
  evaluate: ([given], evaluation) => localTime(given, evaluation).endOfMonth,
});

import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date } from '../parameter.ts';

export const isWeekendFunction = defineFunction({
  name: 'isWeekend',
  category: 'date',
  summary: 'Whether the date is a Saturday or a Sunday in the scenario’s zone.',
  parameters: [date('date')],
  examples: [
    { expression: 'isWeekend("2016-12-10T00:00:00.000Z")', result: true },
    { expression: 'isWeekend("2016-12-12T00:00:00.000Z")', result: false },
  ],
  evaluate: ([given], evaluation) => localTime(given, evaluation).isWeekend,
});

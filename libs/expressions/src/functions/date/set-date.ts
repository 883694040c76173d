import { localTime } from '../../dates/local-time.ts';
import { defineFunction } from '../define-function.ts';
import { date, integer } from '../parameter.ts';

export const setDateFunction = defineFunction({
  name: 'setDate',
  category: 'date',
  summary: 'The date with another day of the month; beyond the month it carries over into others.',
  parameters: [date('date'), integer('day of month')],
  examples: [
    { expression: 'setDate(2015-08-07T11:36:39.138Z;5)', result: new Date('2015-08-05T11:36:39.138Z') },
    { expression: 'setDate(2015-08-07T11:36:39.138Z;32)', result: new Date('2015-09-01T11:36:39.138Z') },
  ],
  evaluate: ([given, day], evaluation) => localTime(given, evaluation).withDayOfMonth(day),
});

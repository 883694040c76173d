import { localTime } from '../../dates/local-time.ts';
import { MONTH_NAMES, namedNumber } from '../../dates/names.ts';
import { defineFunction } from '../define-function.ts';
import { any, date } from '../parameter.ts';

export const setMonthFunction = defineFunction({
  name: 'setMonth',
  category: 'date',
  summary:
    'The date with another month, a number from 1 or an English name; beyond 1 to 12 it carries over into other years.',
  parameters: [date('date'), any('month')],
  examples: [
    { expression: 'setMonth(2015-08-07T11:36:39.138Z;5)', result: new Date('2015-05-07T11:36:39.138Z') },
    { expression: 'setMonth(2015-08-07T11:36:39.138Z;17)', result: new Date('2016-05-07T11:36:39.138Z') },
    {
      expression: 'setMonth(2015-08-07T11:36:39.138Z;january)',
      timezone: 'Europe/Prague',
      result: new Date('2015-01-07T12:36:39.138Z'),
    },
  ],
  evaluate: ([given, month], evaluation) => localTime(given, evaluation).withMonth(namedNumber(month, MONTH_NAMES)),
});
